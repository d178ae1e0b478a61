namespace Qianliyan.Registry;

/// <summary>An opened file: its stated datum and its rows, read as they are asked for.</summary>
/// <param name="Datum">What the file says; null when it says nothing.</param>
/// <param name="HasCoordinates">Whether rows may carry coordinates, so that a datum is needed.</param>
/// <param name="Columns">Columns of the file that a reader knows; of features those met so far.</param>
/// <param name="Unread">Columns that no reader knows.</param>
/// <param name="Rows">The data rows; each is valid until the next.</param>
sealed record RowSource(
    Datum? Datum,
    bool HasCoordinates,
    IReadOnlyCollection<string> Columns,
    IReadOnlyList<string> Unread,
    IEnumerable<SourceRow> Rows);
