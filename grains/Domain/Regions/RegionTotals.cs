using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>A region's counts with all that lies below it, and what level, reason and link follow from them.</summary>
static class RegionTotals
{
    public static RosterCounts Of(RegionState state)
    {
        var tally = new RosterTally();
        tally.Add(state.Roster.Tally);
        foreach (RosterCounts counts in state.Children.Values)
            tally.Add(counts);
        return tally.ToCounts();
    }

    /// <summary>The highest level that occurs, with the numbers of every level above normal.</summary>
    public static (EscalationLevel Level, string Reason) LevelOf(RosterCounts totals)
    {
        var parts = new List<string>();
        var highest = EscalationLevel.Normal;
        for (EscalationLevel level = EscalationLevel.Exceeded; level > EscalationLevel.Normal; level--)
        {
            string[] kinds =
                [.. totals.Kinds.Where(kind => At(kind, level) > 0).Select(kind => Words(kind.Kind, At(kind, level)))];
            if (kinds.Length == 0)
                continue;
            highest = level > highest ? level : highest;
            parts.Add($"{string.Join(" and ", kinds)} {Word(level)}");
        }

        return (highest, string.Join(", ", parts));
    }

    /// <summary>Online when any twin below is, silent when all are, else unknown.</summary>
    public static LinkState LinkOf(RosterCounts totals)
    {
        if (totals.Kinds.Any(kind => kind.Online > 0))
            return LinkState.Online;
        bool allSilent = totals.Kinds.Length > 0 && totals.Kinds.All(kind => kind.Silent == kind.Total);
        return allSilent ? LinkState.Silent : LinkState.Unknown;
    }

    static int At(in KindCounts kind, EscalationLevel level) => level switch
    {
        EscalationLevel.Exceeded => kind.Exceeded,
        EscalationLevel.Warning => kind.Warning,
        _ => kind.Notice,
    };

    static string Word(EscalationLevel level) => level switch
    {
        EscalationLevel.Exceeded => "exceeded",
        EscalationLevel.Warning => "warning",
        _ => "notice",
    };

    static string Words(TwinKind kind, int count)
    {
        string noun = kind switch
        {
            TwinKind.Point => "point",
            TwinKind.Enterprise => "enterprise",
            TwinKind.Incinerator => "incinerator",
            TwinKind.Cell => "cell",
            _ => "twin",
        };
        return count == 1 ? $"1 {noun}" : $"{count} {noun}s";
    }
}
