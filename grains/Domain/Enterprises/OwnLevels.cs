using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// The level that an enterprise's own findings lead to, provisional and final alike. A finding is a ground when it is raised or
/// revised, and as long as what it is about goes on: to the end of its window once that is over or it is final, before that to
/// the end of the natural day that its window reaches. The level rises at once and falls only when its clean period is over.
/// A finding that is withdrawn was no ground: what stood on it alone falls at once.
/// </summary>
static class OwnLevels
{
    /// <summary>Of findings on the same level the one on the newest window is named.</summary>
    public static (EscalationLevel Level, string Reason) Of(EnterpriseState state, BeijingTime now, Policy policy)
    {
        CleanHours clean = policy.Levels.CleanHours;
        Finding? ground = Highest(state, finding => now < EndOf(finding));
        var standing = (Level: ground?.Level ?? EscalationLevel.Normal, Reason: ground?.Reason ?? "");
        Finding? past = Highest(state, finding => now < EndOf(finding).AddSeconds(clean.Of(finding.Level) * (long)BeijingTime.SecondsPerHour));
        if (past is not null && past.Level > standing.Level)
            standing = (past.Level, Past(past.Reason));
        return state.OwnHold?.Above(standing.Level, now, clean) is { } held
            ? (held.Level, Past(held.Ground.Reason))
            : standing;
    }

    /// <summary>Takes a change of a finding; what is too old to be at hand is only a ground for its clean period.</summary>
    /// <param name="former">As it stood before; null of one that is raised.</param>
    public static void Take(EnterpriseState state, Finding finding, Finding? former, BeijingTime now)
    {
        state.OwnAtHand.Take(finding);
        if (finding.State != FindingState.Withdrawn)
            Found(state, finding, OnlySettles(former, finding) && EndOf(former!) < now ? EndOf(former!) : now);
        else
            state.OwnHold?.TakeBack(new OwnGround(finding.Id, finding.Reason));
        Forget(state);
    }

    /// <summary>
    /// Lets go of findings on hours after two days and of others after 31; the pages keep them, and what is withdrawn later is
    /// told from there.
    /// </summary>
    public static void Forget(EnterpriseState state)
    {
        foreach (Finding gone in state.OwnAtHand.InForce.Where(finding => !EnterpriseState.IsAtHand(finding, state.Today)).ToArray())
        {
            Found(state, gone, EndOf(gone));
            state.OwnAtHand.Remove(gone.Id);
        }
    }

    static void Found(EnterpriseState state, Finding finding, BeijingTime at)
    {
        var ground = new OwnGround(finding.Id, finding.Reason);
        if (finding.Level > EscalationLevel.Normal)
            (state.OwnHold ??= new LevelHold<OwnGround>()).Found(finding.Level, ground, at);
        else
            state.OwnHold?.TakeBack(ground);
    }

    /// <summary>What turns final when its day is over is no new ground: it was one until then.</summary>
    static bool OnlySettles(Finding? former, Finding finding) =>
        former is { Standing: FindingStanding.Provisional } && finding.Standing == FindingStanding.Final;

    static BeijingTime EndOf(Finding finding) => finding.HasEnded || finding.Standing == FindingStanding.Final
        ? finding.WindowEnd
        : finding.WindowEnd.AddSeconds(-1).StartOfDay.AddSeconds(BeijingTime.SecondsPerDay);

    static Finding? Highest(EnterpriseState state, Predicate<Finding> counts)
    {
        Finding? highest = null;
        foreach (Finding finding in state.OwnAtHand.InForce)
        {
            if (counts(finding)
                && (highest is null || finding.Level > highest.Level
                    || (finding.Level == highest.Level && finding.WindowStart > highest.WindowStart)))
            {
                highest = finding;
            }
        }

        return highest;
    }

    static string Past(string reason) => $"{reason}; past, kept for its clean period";
}
