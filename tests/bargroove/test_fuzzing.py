from __future__ import annotations

from pathlib import Path

from bargroove.evidence import fuzzing
from bargroove.evidence.fuzzing import Run

ONE = Run("bvm", 60, 1000, 170, 20, 1.5, 90, failed=False)
OTHER = Run("capture", 60, 500, 90, 10, 2.0, 80, failed=True)


def test_the_last_run_of_each_target_is_kept_and_put_at_the_end_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "evidence.md"
    page.parent.mkdir()
    page.write_text("# Evidence\n\nbefore\n\n## Fuzzing\n\nold\n", encoding="utf-8")
    fuzzing.keep(tmp_path, [ONE])
    fuzzing.keep(tmp_path, [OTHER])
    assert fuzzing.kept(tmp_path) == [ONE, OTHER]
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Evidence\n\nbefore\n\n## Fuzzing\n\n")
    assert "old" not in text
    assert text.endswith(f"{fuzzing.fuzz_table([ONE, OTHER])}\n")


def test_what_brought_a_target_down_is_shouted() -> None:
    one, other = fuzzing.fuzz_table([ONE, OTHER]).splitlines()[2:]
    assert " no |" in one
    assert "YES" in other


def test_a_copy_without_a_run_says_so(tmp_path: Path) -> None:
    assert "It has not been run" in fuzzing.section(tmp_path)
