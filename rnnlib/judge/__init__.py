"""Is my derivation right? A reader's own LaTeX, judged line by line."""
from .judgements import Judgement, judge_latex

__all__ = ["Judgement", "judge_latex"]
