using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>What an import read. Applying it is up to the caller.</summary>
/// <param name="Rows">Rows seen, good and bad.</param>
/// <param name="Valid">The records of all good rows, in file order.</param>
/// <param name="Lines">Where each of them stands: line of the CSV file, or number of the GeoJSON feature, from 1.</param>
/// <param name="Problems">Every problem, in file order.</param>
/// <param name="IsPartial">Whether good rows were asked for although others are bad.</param>
/// <param name="Says">The fields that the file has columns for; an empty cell says that there is none.</param>
public sealed record ImportResult<T>(
    int Rows,
    IReadOnlyList<T> Valid,
    IReadOnlyList<long> Lines,
    IReadOnlyList<ImportProblem> Problems,
    bool IsPartial,
    RegistryFields Says)
{
    public bool IsRefused => Problems.Any(problem => problem.Severity == ImportSeverity.Refusal);

    public bool HasErrors => Problems.Any(problem => problem.Severity >= ImportSeverity.Error);

    /// <summary>
    /// What may be applied: all records, or none when any row is bad and a partial import was not asked for.
    /// </summary>
    public IReadOnlyList<T> Accepted => IsRefused || (HasErrors && !IsPartial) ? [] : Valid;
}
