"""Pictures of every page, wide and narrow, light and dark: _build/look/."""
from serving import ROOT, THEMES, WIDTHS, Visit, chromium, pages, serve

LOOK = ROOT / "_build" / "look"


def main():
    """Take them all."""
    LOOK.mkdir(parents=True, exist_ok=True)
    with serve() as site, chromium() as browser:
        for name in pages():
            for width in WIDTHS:
                for theme in THEMES:
                    picture = f"{name.split('/')[-1]}-{width}-{theme}.png"
                    with Visit(browser, f"{site}/{name}.html",
                               WIDTHS[width], theme) as visit:
                        visit.settle().page.screenshot(
                            path=LOOK / picture, full_page=True)
    print(f"Pictures are in {LOOK}")


if __name__ == "__main__":
    main()
