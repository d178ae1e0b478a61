using Qianliyan.Domain.Registry;
using Qianliyan.Registry;

namespace Qianliyan.Api.Importing;

/// <summary>What a registry file holds, whatever its kind.</summary>
/// <param name="Records">To apply; those of a limits file are in the records of its points.</param>
sealed record FileOutcome(
    int Rows,
    int Valid,
    int Accepted,
    bool IsRefused,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<Amendment> Records)
{
    public static FileOutcome Of<T>(ImportResult<T> result, IEnumerable<RegistryRecord> records) => new(
        result.Rows,
        result.Valid.Count,
        result.Accepted.Count,
        result.IsRefused,
        result.Problems,
        [.. records.Select(record => new Amendment(record, result.Says))]);

    public int Errors => Problems.Count(problem => problem.Severity >= ImportSeverity.Error);

    public int Warnings => Problems.Count - Errors;
}
