namespace Qianliyan.Registry;

/// <summary>
/// A source cannot be read as a whole; becomes an <see cref="ImportSeverity.Refusal"/> in the result.
/// </summary>
sealed class ImportRefusedException(long line, string column, string value, string reason) : Exception(reason)
{
    public ImportProblem Problem => new(line, column, value, Message, ImportSeverity.Refusal);
}
