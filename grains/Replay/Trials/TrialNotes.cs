using System.Collections.Concurrent;
using System.Globalization;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Replay.Trials;

/// <summary>Gathers, while twins live, what a trial does not try. Twins may live at once.</summary>
/// <param name="candidate">That is tried.</param>
/// <param name="tags">Of points that it has limits for, and what is in force has not.</param>
sealed class TrialNotes(PolicyIssue candidate, IReadOnlyCollection<string> tags)
{
    const int MostNamed = 3;

    readonly ConcurrentDictionary<TwinName, PolicyIssue> _kept = [];
    readonly ConcurrentDictionary<TwinName, TwinName[]> _missing = [];
    readonly ConcurrentDictionary<TwinName, bool> _ranked = [];
    readonly ConcurrentDictionary<TwinName, PointRecord> _points = [];

    /// <summary>A twin stays under another policy than the candidate.</summary>
    public void Keeps(TwinName twin, PolicyIssue policy) => _kept[twin] = policy;

    /// <summary>A twin heard others that do not take part.</summary>
    public void Misses(TwinName twin, IEnumerable<TwinName> others) => _missing[twin] = [.. others.Order()];

    /// <summary>A cell was ranked by its city.</summary>
    public void IsRanked(TwinName cell) => _ranked[cell] = true;

    /// <summary>The candidate was tried on a point.</summary>
    public void IsTriedOn(PointRecord point) => _points[point.Twin] = point;

    /// <summary>By kind, then by region, twin or tag.</summary>
    public IReadOnlyList<TrialNote> InOrder() =>
    [
        .. _kept.GroupBy(kept => kept.Value, kept => kept.Key).OrderBy(kept => kept.Key.Region).Select(Kept)
            .OrderBy(note => note.Kind),
        .. _missing.OrderBy(twin => twin.Key).Select(twin => HeardAsTold(twin.Key, twin.Value)),
        .. _ranked.IsEmpty ? Array.Empty<TrialNote>() : [RankedAsTold([.. _ranked.Keys.Order()])],
        .. _points.IsEmpty ? Array.Empty<TrialNote>() : tags.Where(IsCarriedByNone).Order(StringComparer.Ordinal).Select(NotCarried),
    ];

    bool IsCarriedByNone(string tag) => !_points.Values.Any(point => point.Tags.Contains(tag));

    TrialNote NotCarried(string tag) => new(
        TrialNoteKind.TagNotCarried, [],
        $"tag {tag}: none of the {Count(_points.Count, "point")} that the candidate was tried on carries it, "
        + "so its limits hold for none of them");

    TrialNote Kept(IGrouping<PolicyIssue, TwinName> twins)
    {
        TwinName[] names = [.. twins.Order()];
        PolicyIssue kept = twins.Key;
        return candidate.Region.Contains(kept.Region)
            ? new TrialNote(
                TrialNoteKind.RegionKeepsPolicy, names,
                $"{kept.Region} keeps its own policy {kept.Version}: the candidate does not apply to {Count(names.Length, "twin")} there")
            {
                Policy = kept,
            }
            : new TrialNote(
                TrialNoteKind.OutsideRegion, names,
                $"{Count(names.Length, "twin")} outside {candidate.Region} {(names.Length == 1 ? "stays" : "stay")} under "
                + $"{kept.Version} of {kept.Region}: the candidate does not apply there")
            {
                Policy = kept,
            };
    }

    static TrialNote HeardAsTold(TwinName twin, TwinName[] missing)
    {
        string more = missing.Length > MostNamed
            ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Length - MostNamed} more")
            : "";
        return new TrialNote(
            TrialNoteKind.HeardAsTold, [twin],
            $"{twin} is tried without {string.Join(", ", missing.Take(MostNamed))}{more}: "
            + $"it hears what {(missing.Length == 1 ? "that" : "those")} told it then, not what the candidate makes of it")
        {
            Missing = missing,
        };
    }

    static TrialNote RankedAsTold(TwinName[] cells) => new(
        TrialNoteKind.RankedAsTold, cells,
        $"{Count(cells.Length, "cell")}: the ranks count as the city told them, not as the candidate ranks");

    static string Count(int count, string what) => string.Create(
        CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
