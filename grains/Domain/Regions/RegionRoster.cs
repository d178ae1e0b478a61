using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Regions;

/// <summary>Reads a region's roster and its feed in pages.</summary>
public static class RegionRoster
{
    /// <summary>Lines that match, in order of name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive.</exception>
    public static RosterPage List(RegionState state, RosterQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit);
        IReadOnlyList<RosterLine> lines = state.Roster.Lines;
        int index = query.After is { } after ? state.Roster.FirstAfter(after) : 0;
        if (query.Kind is { } kind)
            index = Math.Max(index, state.Roster.FirstOf(kind));
        var found = new List<RosterLine>(Math.Min(query.Limit, lines.Count));
        for (; index < lines.Count && !IsBehind(lines[index].Name, query.Kind); index++)
        {
            if (!Matches(lines[index], query))
                continue;
            if (found.Count == query.Limit)
                return new RosterPage([.. found], IsLast: false);
            found.Add(lines[index]);
        }

        return new RosterPage([.. found], IsLast: true);
    }

    /// <summary>The findings after a cursor, oldest first, at most so many.</summary>
    public static RecentFinding[] FindingsAfter(RegionState state, long sequence, int limit) =>
        [.. state.Recent.Where(recent => recent.Sequence > sequence).Take(limit)];

    static bool IsBehind(TwinName name, TwinKind? kind) => kind is { } wanted && name.Kind > wanted;

    static bool Matches(RosterLine line, RosterQuery query) =>
        (query.Kind is not { } kind || line.Name.Kind == kind)
        && (query.Level is not { } level || line.Level == level)
        && (query.Link is not { } link || line.Link == link)
        && (query.Box is not { } box || (line.Location is { } place && box.Contains(place)));
}
