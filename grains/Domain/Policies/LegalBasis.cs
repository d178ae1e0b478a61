using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>The article that an act stands under (法律依据), for acts of a span of days.</summary>
public sealed record LegalBasis
{
    /// <summary>One of <see cref="LegalAct.Based"/>.</summary>
    public required string Act { get; init; }

    /// <summary>Statute and article as a finding cites them.</summary>
    public required string Article { get; init; }

    /// <summary>The first natural day, Beijing time, on which an act stands under the article.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first natural day on which it does not any more; none while the article is in force.</summary>
    public DateOnly? To { get; init; }

    public required string Source { get; init; }

    /// <summary>Whether an act of a day stands under the article: the statute in force on that day decides.</summary>
    public bool HoldsOn(BeijingTime day) => day.Date is var date && From <= date && (To is not { } end || date < end);

    /// <summary>Spans without a day, and two articles for one act and day.</summary>
    internal static IEnumerable<(string Path, string Reason)> Faults(IReadOnlyList<LegalBasis> bases)
    {
        for (int i = 0; i < bases.Count; i++)
        {
            LegalBasis basis = bases[i];
            if (!LegalAct.Based.Contains(basis.Act))
                yield return ($"legalBases[{i}].act", $"is not one of {string.Join(", ", LegalAct.Based)}");
            if (basis.To is { } end && end <= basis.From)
                yield return ($"legalBases[{i}].to", $"is not after the first day {basis.From:yyyy-MM-dd}");
            if (bases.Take(i).FirstOrDefault(other => other.Act == basis.Act && other.Overlaps(basis)) is { } twice)
            {
                yield return (
                    $"legalBases[{i}].from",
                    $"gives {basis.Act} an article on days on which it has {twice.Article}");
            }
        }
    }

    bool Overlaps(LegalBasis other) =>
        (other.To is not { } otherEnd || From < otherEnd) && (To is not { } end || other.From < end);
}
