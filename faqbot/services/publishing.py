"""Which build is live: verified before it is published; back to an earlier one."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from faqbot.core.errors import BuildError, NoBuildError, NotFoundError, RefusedBuildError
from faqbot.core.records import Build, ReportProgress, StoredBuild
from faqbot.core.settings import Settings
from faqbot.search.builds.folders import (
    build_path,
    kept_builds,
    prune,
    publish,
    published_id,
    read_build,
    servable,
)
from faqbot.services.answering import answers_from
from faqbot.services.checking import CheckedLink, check_links

QUESTIONS_FILE = "questions.csv"
# On a small site, one or two pages are a large share; losing them is no sign of trouble.
_MIN_LOST = 3
_MAX_LISTED = 5


def publish_verified(
    settings: Settings, build_id: str, report: ReportProgress, *, force: bool = False
) -> Build:
    """Verify and publish a build, and delete the builds beyond `index.keep_builds`.

    Raises RefusedBuildError if it fails verification, unless `force` is set; BuildError if it
    cannot be opened; NotFoundError if no build has this id.
    """
    build = _try_open(settings, _full_id(settings, build_id))
    if not force and (problems := list(_verify(settings, build, report))):
        raise RefusedBuildError(build.id, problems)
    publish(settings.index_dir, build.id)
    prune(settings.index_dir, settings.index.keep_builds)
    return build


def roll_back(settings: Settings, build_id: str = "") -> Build:
    """Publish an earlier build again: this one, else the one that was live before.

    Raises NotFoundError if there is none, and BuildError if it cannot be opened.
    """
    build = _try_open(settings, _full_id(settings, build_id or _previous_id(settings)))
    publish(settings.index_dir, build.id)
    return build


@dataclass(frozen=True)
class Readiness:
    """The published build, None if it cannot be opened; then `problem` says why and what to do."""

    published: Build | None
    problem: str = ""


def readiness(settings: Settings) -> Readiness:
    """Check whether the published build can answer, by opening it as the service does.

    It finds a build in the format of another version, a damaged file and a lost pointer alike.
    """
    try:
        return Readiness(_try_open(settings, published_id(settings.index_dir)))
    except NoBuildError as error:
        return Readiness(None, str(error))
    except BuildError as error:
        for folder in servable(settings.index_dir):
            with suppress(BuildError):
                earlier = _try_open(settings, folder.name)
                return Readiness(None, f"{error}; until then build {earlier.id} answers")
        return Readiness(None, f"cannot answer until this is fixed: {error}")


def builds(settings: Settings) -> list[StoredBuild]:
    """Return the builds on disk, newest first."""
    return kept_builds(settings.index_dir)


def _try_open(settings: Settings, build_id: str) -> Build:
    """Return a build after opening it as the service does; raises BuildError."""
    with answers_from(settings, build_id) as service:
        return service.build()


def _full_id(settings: Settings, build_id: str) -> str:
    """Return the id of a build on disk with its leading zeros; raises NotFoundError."""
    ids = [stored.build.id for stored in builds(settings)]
    full_id = build_id.zfill(6) if build_id.isascii() and build_id.isdigit() else ""
    if full_id not in ids:
        listed = ", ".join(ids) or "none"
        raise NotFoundError(f"there is no build {build_id!r}; builds on disk: {listed}")
    return full_id


def _verify(settings: Settings, build: Build, report: ReportProgress) -> Iterator[str]:
    """Yield the reasons not to publish a build, one line each.

    It must not have lost too much of the published one, nor a whole source, and must answer the
    staff's own questions.
    """
    with suppress(BuildError):  # nothing is published, or its description is damaged
        published = read_build(build_path(settings.index_dir, published_id(settings.index_dir)))
        yield from _losses(build, published, settings.index.max_lost_share)
    file = settings.home / QUESTIONS_FILE
    if file.is_file():
        with answers_from(settings, build.id) as service:
            wrong = check_links(service, file, report).wrong
        yield from map(_wrong_answer, wrong[:_MAX_LISTED])
        if len(wrong) > _MAX_LISTED:
            yield f"{len(wrong) - _MAX_LISTED} more questions of {QUESTIONS_FILE} are wrong"


def _losses(new: Build, old: Build, max_share: float) -> Iterator[str]:
    for noun, new_count, old_count in (
        ("documents", new.document_count, old.document_count),
        ("passages", new.passage_count, old.passage_count),
    ):
        lost = old_count - new_count
        if lost >= _MIN_LOST and lost > old_count * max_share:
            yield (
                f"only {new_count:,} of {old_count:,} {noun} are left "
                f"(index.max_lost_share allows a loss of {max_share:.0%})"
            )
    for source, count in old.sources.items():
        if source not in new.sources:
            yield f"nothing is left of {source}, which had {count:,} documents"


def _wrong_answer(wrong: CheckedLink) -> str:
    question = f"{QUESTIONS_FILE} row {wrong.row}: “{wrong.question}”"
    if not wrong.expected:
        return f"{question} should get no answer, but {wrong.found} is its answer"
    first = f"{wrong.found} comes first" if wrong.found else "nothing is found"
    return f"{question} should lead to {' or '.join(wrong.expected)}, but {first}"


def _previous_id(settings: Settings) -> str:
    try:
        current = int(published_id(settings.index_dir))
    except NoBuildError:
        raise
    except BuildError:  # the pointer is damaged: go back to the newest build that was live
        current = 10**12
    for stored in builds(settings):
        if stored.was_published and int(stored.build.id) < current:
            return stored.build.id
    raise NotFoundError("there is no earlier build to go back to; see `faqbot builds`")
