using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Domain.Policies;

/// <summary>Levels that go down where what they stand for grows worse.</summary>
static class PolicyLadders
{
    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy)
    {
        LevelPolicy levels = policy.Levels;
        ListingPolicy listing = policy.Points.Listing;
        RankingPolicy ranking = policy.Ranking;
        (string Path, EscalationLevel Level, string Worse, EscalationLevel AtLeast)[] steps =
        [
            ("levels.realTimeOver", levels.RealTimeOver, "hourOver", levels.HourOver),
            ("levels.hourOver", levels.HourOver, "dayOver", levels.DayOver),
            ("points.listing.level", listing.Level, "listedLevel", listing.ListedLevel),
            ("ranking.level", ranking.Level, "escalation.level", ranking.Escalation.Level),
        ];
        foreach ((string path, EscalationLevel level, string worse, EscalationLevel atLeast) in steps)
        {
            if (level > atLeast)
                yield return (path, $"is above {worse}, which is {PolicyValue.WordOf(atLeast)}");
        }
    }
}
