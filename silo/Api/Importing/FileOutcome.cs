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
    /// <summary>The rows of a limits file, where they stand.</summary>
    public IReadOnlyList<(PointLimit Row, long Line)> Limits { get; init; } = [];

    public static FileOutcome Of<T>(ImportResult<T> result, IEnumerable<RegistryRecord> records) => new(
        result.Rows,
        result.Valid.Count,
        result.Accepted.Count,
        result.IsRefused,
        result.Problems,
        [.. records.Select((record, i) => new Amendment(record, result.Says, result.Lines[i]))]);

    /// <summary>With warnings of references, at their lines.</summary>
    public FileOutcome With(IReadOnlyList<ImportProblem> warnings) => warnings.Count == 0
        ? this
        : this with { Problems = [.. Problems.Concat(warnings).OrderBy(problem => problem.Line)] };

    public int Errors => Problems.Count(problem => problem.Severity >= ImportSeverity.Error);

    public int Warnings => Problems.Count - Errors;
}
