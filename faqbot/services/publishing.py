"""Which build is in force: verified before it is published, and back to an earlier one."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from faqbot.core.errors import BuildError, NoBuildError, NotFoundError, RefusedBuildError
from faqbot.core.records import Build, KeptBuild
from faqbot.core.settings import Settings
from faqbot.search.builds.folders import (
    kept_builds,
    prune,
    publish,
    published_id,
    read_build,
    servable,
)
from faqbot.services.answering import asker_of
from faqbot.services.checking import CheckedLink, Report, check_links

QUESTIONS_FILE = "questions.csv"
# On a site of a few pages, one page that went is a large share and no sign of trouble.
_FEWEST_TO_LOSE = 3
_MOST_SHOWN = 5


def publish_verified(
    settings: Settings, build_id: str, report: Report, *, force: bool = False
) -> Build:
    """Publish a build once it has been verified, and delete the builds that are too old to keep.

    Raises RefusedBuildError if it must not be published as it is; `force` publishes it then too.
    Raises BuildError if it cannot be opened, and NotFoundError if there is none of this id.
    """
    build = _try_open(settings, build_folder(settings, build_id).name)
    if not force and (problems := list(verify(settings, build, report))):
        raise RefusedBuildError(build.id, problems)
    publish(settings.index_dir, build.id)
    prune(settings.index_dir, settings.index.keep_builds)
    return build


def roll_back(settings: Settings, build_id: str = "") -> Build:
    """Publish an earlier build again: this one, else the last that was in force before.

    Raises NotFoundError if there is none, and BuildError if it cannot be opened.
    """
    known_id = build_folder(settings, build_id or _previous(settings).build.id).name
    build = _try_open(settings, known_id)
    publish(settings.index_dir, build.id)
    return build


@dataclass(frozen=True)
class Readiness:
    """The published build, None if it cannot be opened; then `problem` says why and what to do."""

    published: Build | None
    problem: str = ""


def readiness(settings: Settings) -> Readiness:
    """Check whether the published build can answer, by opening it as the service does.

    An upgrade that changed the format of builds, a damaged file and a lost pointer are found alike.
    """
    try:
        return Readiness(_try_open(settings, published_id(settings.index_dir)))
    except NoBuildError as error:
        return Readiness(None, str(error))
    except BuildError as error:
        earlier = _earlier_answering(settings)
        if earlier:
            return Readiness(None, f"{error}; until then build {earlier.id} answers")
        return Readiness(None, f"cannot answer until this is fixed: {error}")


def _earlier_answering(settings: Settings) -> Build | None:
    """Return the build that answers in place of the published one, if any can be opened."""
    for folder in servable(settings.index_dir):
        with suppress(BuildError):
            return _try_open(settings, folder.name)
    return None


def _try_open(settings: Settings, build_id: str) -> Build:
    """Return a build after opening it as the service does; raises BuildError."""
    with asker_of(settings, build_id) as asker:
        return asker.build()


def builds(settings: Settings) -> list[KeptBuild]:
    """Return the builds on disk, newest first."""
    return kept_builds(settings.index_dir)


def build_folder(settings: Settings, build_id: str) -> Path:
    """Return the folder of a build, whose id may lack the zeros before it; raises NotFoundError."""
    known = [each.build.id for each in builds(settings)]
    wanted = build_id.zfill(6) if build_id.isascii() and build_id.isdigit() else ""
    if wanted not in known:
        shown = ", ".join(known) or "none"
        raise NotFoundError(f"there is no build {build_id!r}; those on disk are: {shown}")
    return settings.index_dir / "builds" / wanted


def verify(settings: Settings, build: Build, report: Report) -> Iterator[str]:
    """Yield what speaks against publishing a build, one plain line each.

    It must not have lost too much of what the published one has, nor all of a source, and must
    answer the staff's own questions.
    """
    if published := _published(settings):
        yield from _losses(build, published, settings.index.max_lost_share)
    file = settings.home / QUESTIONS_FILE
    if file.is_file():
        with asker_of(settings, build.id) as asker:
            wrong = check_links(asker, file, report).wrong
        yield from map(_wrong_answer, wrong[:_MOST_SHOWN])
        if len(wrong) > _MOST_SHOWN:
            yield f"{len(wrong) - _MOST_SHOWN} more of {QUESTIONS_FILE} are answered wrong"


def _losses(new: Build, old: Build, max_share: float) -> Iterator[str]:
    for what, left, before in (
        ("documents", new.document_count, old.document_count),
        ("passages", new.passage_count, old.passage_count),
    ):
        lost = before - left
        if lost >= _FEWEST_TO_LOSE and lost > before * max_share:
            yield (
                f"only {left:,} of {before:,} {what} are left "
                f"(index.max_lost_share allows to lose {max_share:.0%})"
            )
    for source, count in old.sources.items():
        if source not in new.sources:
            yield f"nothing is left of {source}, which had {count:,} documents"


def _wrong_answer(wrong: CheckedLink) -> str:
    where = f"{QUESTIONS_FILE} row {wrong.row}: “{wrong.question}”"
    if not wrong.expected:
        return f"{where} should not be answered, but {wrong.found} is the answer"
    found = f"{wrong.found} came first" if wrong.found else "nothing was found"
    return f"{where} should lead to {' or '.join(wrong.expected)}, but {found}"


def _published(settings: Settings) -> Build | None:
    """Return the build in force if there is one and its description can be read."""
    try:
        return read_build(settings.index_dir / "builds" / published_id(settings.index_dir))
    except BuildError:
        return None


def _previous(settings: Settings) -> KeptBuild:
    try:
        current = int(published_id(settings.index_dir))
    except NoBuildError:
        raise
    except BuildError:  # the pointer is damaged: the newest that was in force is the way back
        current = 10**12
    for each in builds(settings):
        if each.was_published and int(each.build.id) < current:
            return each
    raise NotFoundError(
        "there is no earlier build to go back to; `faqbot builds` lists those on disk"
    )
