"""Every error that depgraph raises on purpose.

The outside sees them as RFC 9457 problems (``application/problem+json``); the
command line prints the same three parts: what happened, to which thing, and
what to do next.

    DepgraphError                     500 internal-error
    ├── BadInput                      422 invalid-request
    │   ├── FileUnreadable            422 file-not-found
    │   ├── UnknownAssetType          422 unknown-asset-type
    │   ├── PairWithItself            422 pair-with-itself
    │   ├── KeyReused                 422 idempotency-key-reused
    │   └── BadCursor                 422 invalid-cursor
    ├── PathNotAllowed                403 path-not-allowed
    ├── HostNotAllowed                421 host-not-allowed
    ├── OriginNotAllowed              403 origin-not-allowed
    ├── TooLarge                      413 body-too-large
    ├── RouteNotFound                 404 route-not-found
    │   └── MethodNotAllowed          405 method-not-allowed
    ├── NotFound                      404 <thing>-not-found
    ├── Conflict                      409 conflict
    │   ├── AssetExists               409 asset-exists
    │   ├── LineHasOtherType          409 line-has-other-type
    │   ├── AssetInUse                409 asset-in-use
    │   ├── EntityInUse               409 entity-in-use
    │   ├── UseDelete                 409 use-delete
    │   ├── AssetRemoved              409 asset-removed
    │   ├── NoContent                 409 asset-has-no-file
    │   ├── ReceiptImmutable          409 receipt-immutable
    │   ├── NothingStale              409 nothing-stale
    │   ├── JobLost                   409 job-lost
    │   ├── JobNotMade                409 job-not-made
    │   ├── JobEnded                  409 job-ended
    │   └── WriteConflict             409 write-conflict
    ├── TaskInterrupted               503 task-interrupted
    ├── DatabaseUnavailable           503 database-unavailable
    │   ├── OutcomeUnknown            503 outcome-unknown
    │   └── DatabaseBusy              503 database-busy
    ├── ComfyUnreachable              502 comfyui-unreachable
    ├── PortTaken                     500 port-taken
    ├── DemoFailed                    500 demo-failed
    └── EmbeddedError                 500 embedded-neo4j-failed
        ├── StoreInUse                500 store-in-use
        ├── JarsUnavailable           500 server-jars-unavailable
        └── JavaUnavailable           500 java-unavailable
"""

from __future__ import annotations

from typing import Any, ClassVar


class DepgraphError(Exception):
    """The root: a detail (what, which), a hint (what to do) and further members of the problem."""

    status: ClassVar[int] = 500
    code: str = "internal-error"
    title: str = "Something went wrong inside depgraph"
    hint: str = "Try again; if it stays, look into the service's log for this request id."

    def __init__(self, detail: str, *, hint: str | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        if hint is not None:
            self.hint = hint
        self.members = members


class BadInput(DepgraphError):
    """Something that was sent does not have the form that is asked for."""

    status = 422
    code = "invalid-request"
    title = "The request is not valid"
    hint = "See errors for the fields to correct, and /docs for the form of this request."

    def __init__(
        self, detail: str, *, pointer: str | None = None, hint: str | None = None, **members: Any
    ) -> None:
        if pointer is not None:
            members.setdefault("errors", [{"pointer": pointer, "message": detail}])
        members.setdefault("errors", [])
        super().__init__(detail, hint=hint, **members)


class FileUnreadable(BadInput):
    """A file that a request names is not there, or cannot be read."""

    code = "file-not-found"
    title = "There is no readable file at this path"
    hint = "Check the path as the service's machine sees it."


class UnknownAssetType(BadInput):
    """The asset type is none of those that the registry knows."""

    code = "unknown-asset-type"
    title = "Unknown asset type"
    hint = "Use a known type, or add this one with POST /api/asset-types."


class PairWithItself(BadInput):
    """A pair note names one asset twice."""

    code = "pair-with-itself"
    title = "A pair needs two assets"
    hint = "Leave related_asset_id out for a note on a single asset."


class KeyReused(BadInput):
    """An Idempotency-Key came again with another body."""

    code = "idempotency-key-reused"
    title = "This Idempotency-Key belongs to another request"
    hint = "Use a new key for a new request."


class BadCursor(BadInput):
    """A cursor that this list did not give."""

    code = "invalid-cursor"
    title = "This cursor does not belong to this list"
    hint = "Start again without a cursor."


class PathNotAllowed(DepgraphError):
    """A path that a request names lies outside the folders the service may read."""

    status = 403
    code = "path-not-allowed"
    title = "This path may not be read"
    hint = "Move the file below an allowed folder, or add its folder to DEPGRAPH_ALLOWED_ROOTS."


class HostNotAllowed(DepgraphError):
    """The Host header names another machine (as in DNS rebinding)."""

    status = 421
    code = "host-not-allowed"
    title = "This host name is not served here"
    hint = "Use the address that the service printed at its start, or add the name to DEPGRAPH_ALLOWED_HOSTS."


class OriginNotAllowed(DepgraphError):
    """A page of another site sends a write through somebody's browser."""

    status = 403
    code = "origin-not-allowed"
    title = "Pages of another origin may not write here"
    hint = (
        "Send it from a page of this service, or add the name of that page's host to DEPGRAPH_ALLOWED_HOSTS."
    )


class TooLarge(DepgraphError):
    """The body is larger than this service takes."""

    status = 413
    code = "body-too-large"
    title = "The request body is too large"
    hint = "Send less at once."


class RouteNotFound(DepgraphError):
    """No route has this path."""

    status = 404
    code = "route-not-found"
    title = "There is no such route"
    hint = "See /docs for every route."


class MethodNotAllowed(RouteNotFound):
    """The path is there, the method is not."""

    status = 405
    code = "method-not-allowed"
    title = "This route does not take that method"


class NotFound(DepgraphError):
    """A thing that a path or body names is not in the graph; the code names its kind."""

    status = 404
    title = "Not found"
    hint = "Check the id; the list of its kind shows those that are there."

    def __init__(self, kind: str, ident: str, *, detail: str | None = None, hint: str | None = None) -> None:
        thing = kind.replace("_", " ").replace("-", " ")
        super().__init__(detail or f"There is no {thing} with the id {ident!r}.", hint=hint)
        self.code = f"{kind.replace('_', '-')}-not-found"
        self.title = f"No such {thing}"


class Conflict(DepgraphError):
    """What is asked for does not go with what is there."""

    status = 409
    code = "conflict"
    title = "This does not go with what is there"
    hint = "Read the thing again and decide anew."


class AssetExists(Conflict):
    """This (name, version) is registered already."""

    code = "asset-exists"
    title = "This name and version are registered already"
    hint = "Register the new bytes as another version, or use the asset named in asset_id."


class LineHasOtherType(Conflict):
    """All versions of one name have one type."""

    code = "line-has-other-type"
    title = "This name belongs to a line of another type"
    hint = "Choose another name, or register it with the line's type."


class AssetInUse(Conflict):
    """Something depends on the asset that is to be deleted."""

    code = "asset-in-use"
    title = "Something depends on this asset"
    hint = "Look at dependents, then repeat with ?confirm= and the token in confirm."


class EntityInUse(Conflict):
    """Others belong to the entity that is to be deleted."""

    code = "entity-in-use"
    title = "Others belong to this entity"
    hint = "Delete or move what belongs to it first."


class UseDelete(Conflict):
    """An asset is removed by DELETE, which protects what depends on it."""

    code = "use-delete"
    title = "An asset is removed by DELETE, not by its status"
    hint = "Send DELETE /api/assets/{id}; GET its deletion-check first."


class AssetRemoved(Conflict):
    """The asset is a tombstone: kept for provenance, no longer for use."""

    code = "asset-removed"
    title = "This asset was removed"
    hint = 'Revive it first: PUT /api/assets/{id} with {"status": "active"}.'


class NoContent(Conflict):
    """A placeholder has no file whose content could be read or made current."""

    code = "asset-has-no-file"
    title = "This asset has no file yet"
    hint = "Register its file first: POST /api/assets with its name, version and file_path."


class NothingStale(Conflict):
    """Somebody accepts staleness where there is none."""

    code = "nothing-stale"
    title = "Nothing of that is stale"
    hint = "GET /api/projects/{id}/stale-segments shows what is."


class JobLost(Conflict):
    """A worker speaks of a regeneration job that another has claimed since."""

    code = "job-lost"
    title = "This job belongs to another worker by now"
    hint = "Drop it, and claim another: POST /api/regeneration-jobs/claim."


class JobNotMade(Conflict):
    """A regeneration job is to be done before everything is made."""

    code = "job-not-made"
    title = "Not every new segment of this job has a receipt"
    hint = "Record a receipt for each of new_segment_ids first: POST /api/segments/{id}/receipts."


class JobEnded(Conflict):
    """A regeneration job that has ended is moved on."""

    code = "job-ended"
    title = "This job has ended"
    hint = "POST /api/projects/{id}/regenerate-stale makes another of what is still stale."


class ReceiptImmutable(Conflict):
    """A receipt takes one change, its completion, once."""

    code = "receipt-immutable"
    title = "A receipt does not change"
    hint = "Record a new receipt; the old one stays as it was."


class WriteConflict(Conflict):
    """Another client changed the same thing at the same moment, again and again."""

    code = "write-conflict"
    title = "Another client is changing the same thing"
    hint = "Repeat the request."


class TaskInterrupted(DepgraphError):
    """The service that worked on a task ended before it was done; kept with the task, as its error."""

    status = 503
    code = "task-interrupted"
    title = "The work was interrupted"
    hint = "Send the request again; with another Idempotency-Key if it had one."


class DatabaseUnavailable(DepgraphError):
    """Neo4j cannot be reached, or is starting."""

    status = 503
    code = "database-unavailable"
    title = "The database cannot be reached"
    hint = "Nothing needs to be restarted: repeat the request in a few seconds. `depgraph doctor` says more."


class OutcomeUnknown(DatabaseUnavailable):
    """The connection broke during the commit: the write may have happened or not."""

    code = "outcome-unknown"
    title = "It is not known whether this write happened"
    hint = "Repeat it with the same Idempotency-Key; without a key, read first whether it is there."


class DatabaseBusy(DatabaseUnavailable):
    """The database refused for lack of time, memory or locks."""

    code = "database-busy"
    title = "The database is busy"


class ComfyUnreachable(DepgraphError):
    """A ComfyUI server that jobs are to be given to does not answer."""

    status = 502
    code = "comfyui-unreachable"
    title = "The ComfyUI server cannot be reached"
    hint = "Check the address and that it runs; the job that was held is free again when its lease is over."


class PortTaken(DepgraphError):
    """The port on which the service would listen is in use."""

    code = "port-taken"
    title = "The service's port is in use"
    hint = "Stop what listens there, or choose another port: DEPGRAPH_PORT=8001 depgraph serve."


class DemoFailed(DepgraphError):
    """`depgraph demo` could not load its studio, or not ask about it."""

    code = "demo-failed"
    title = "The demo studio cannot be shown"
    hint = "The demo needs its names for itself: start it on an empty graph, as in another DEPGRAPH_DATA_DIR."


class EmbeddedError(DepgraphError):
    """The embedded Neo4j did not do what was asked of it."""

    code = "embedded-neo4j-failed"
    title = "The embedded Neo4j failed"
    hint = "Run `depgraph doctor`; the server's log is in the data folder."


class StoreInUse(EmbeddedError):
    """Another process holds the store in this data folder."""

    code = "store-in-use"
    title = "Another process uses this data folder"
    hint = "Stop it with `depgraph db stop`, or choose another DEPGRAPH_DATA_DIR."


class JarsUnavailable(EmbeddedError):
    """The server's jars are not there and could not be fetched, or are not what the lock names."""

    code = "server-jars-unavailable"
    title = "The Neo4j server's files are not complete"
    hint = "Check the network and run the command again: what was fetched is kept."


class JavaUnavailable(EmbeddedError):
    """No Java that this Neo4j runs on."""

    code = "java-unavailable"
    title = "No fitting Java was found"
    hint = "Install the package's own Java again with `make install`, or set JAVA_HOME."
