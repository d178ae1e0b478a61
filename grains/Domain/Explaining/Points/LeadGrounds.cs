using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using static System.FormattableString;

namespace Qianliyan.Domain.Explaining.Points;

/// <summary>Why the hours of a window raised no lead.</summary>
static class LeadGrounds
{
    /// <summary>What keeps a detector from looking at the hours at all; null where nothing does.</summary>
    public static (AnswerGround Ground, string Why, string WouldDiffer)? Outside(
        string rule, LeadLook look, HourSight[] hours)
    {
        DetectorPolicy policy = look.Policy.Detectors;
        bool needsPeers = rule == PeerGap.Rule && !hours.Any(hour => hour.Peers.HasValue);
        PeerGapPolicy gap = policy.PeerGap;
        if (needsPeers && look.Group is null)
        {
            return (AnswerGround.NotConcerned,
                $"no like outlets are registered: no tag of the point begins with {gap.Tag} (detectors.peerGap.tag)",
                Invariant($"a tag {gap.Tag} that {gap.LeastPeers} other outlets of its enterprise have too"));
        }

        if (rule == ParameterChange.Rule && policy.CompanionOf(look.Factor).IsEmpty)
        {
            return (AnswerGround.NotConcerned, $"no factor moves with {look.Factor} (detectors.companions)",
                "a companion in the policy");
        }

        if (rule == OxygenContradiction.Rule && !Plausibility.IsConcentration(look.Factor))
        {
            return (AnswerGround.NotConcerned, $"{look.Factor} is no concentration in flue gas",
                "a gas pollutant or particulates");
        }

        bool needsLimit = rule == NearLimit.Rule || rule == MarksOverlap.Rule;
        if (needsLimit && !hours.Any(hour => hour.Limit.HasValue))
        {
            return (AnswerGround.NoLimit, $"no hourly limit of {look.Factor} holds for the point",
                "an hourly limit, and values beside it");
        }

        if (rule == OxygenContradiction.Rule && !hours.Any(hour => hour.Oxygen.HasValue))
            return (AnswerGround.NoData, "no valid oxygen came", "valid oxygen beside the concentration");
        if (rule != MissingHours.Rule && !hours.Any(hour => hour.Value.HasValue || hour.Flag != DataFlag.None))
            return (AnswerGround.NoData, $"no value of {look.Factor} came", "values");
        return needsPeers
            ? (AnswerGround.NoData, NoPeers(look, gap),
                Invariant($"values of {gap.LeastPeers} other outlets tagged {look.Group} in the same hours"))
            : null;
    }

    static string NoPeers(LeadLook look, PeerGapPolicy gap)
    {
        string tooFew = Invariant($"fewer than {gap.LeastPeers} other outlets tagged {look.Group} had a value");
        return look.IsToldOfPeers
            ? $"{tooFew} (detectors.peerGap.leastPeers)"
            : Invariant($"nothing was told of outlets like it for the day by then: {tooFew}, or their enterprise had not told it ")
                + Invariant($"yet; what it tells {look.Policy.Detectors.LateDays} days of data later counts no more (detectors.lateDays)");
    }

    /// <param name="rule">Such as <c>data.zero</c>.</param>
    /// <param name="look">The day.</param>
    /// <param name="hours">Of the window.</param>
    /// <param name="tallies">Of the window, in order.</param>
    /// <param name="nearest">The one nearest to a lead.</param>
    public static (AnswerGround Ground, string Why, string WouldDiffer) Of(
        string rule, LeadLook look, HourSight[] hours, LeadTally[] tallies, LeadTally nearest)
    {
        string why = Why(tallies, nearest);
        HourSight[] flagged = [.. hours.Where(LeadLook.IsFlagged)];
        if (flagged.Length > 0 && look.RaisesUnflagged(rule))
        {
            (string by, string without) = Excuses(look, flagged);
            return (AnswerGround.Exempt,
                Invariant($"{why}; {flagged.Length} {LeadTally.Hours(flagged.Length)} {by} are not looked at"),
                $"{without}: they would have made it a lead");
        }

        return nearest.Oddity == Oddity.Unknown && nearest.Counted == 0
            ? (AnswerGround.NotValid, why, $"hours that can be judged, and {nearest.More}")
            : (nearest.Counted > 0 ? AnswerGround.BelowThreshold : AnswerGround.Complies, why, nearest.More);
    }

    /// <summary>The flags and marks of hours that are not looked at, and the hours without them.</summary>
    static (string By, string Without) Excuses(LeadLook look, HourSight[] hours)
    {
        string flags = string.Join(", ", hours.Where(hour => hour.IsMarkedStopped || hour.Flag.IsOfInstrument())
            .Select(hour => hour.Flag.Letter()).Distinct().Order());
        string marks = string.Join(", ", hours.SelectMany(look.MarksOn).Distinct()
            .Select(mark => $"{mark.Code.Term()} ({mark.Id})"));
        return (flags.Length, marks.Length) switch
        {
            (_, 0) => ($"flagged {flags}", "the flagged hours flagged normal"),
            (0, _) => ($"under {marks}", "the marked hours without mark"),
            _ => ($"flagged {flags} or under {marks}", "the flagged hours flagged normal and the marked hours without mark"),
        };
    }

    static string Why(LeadTally[] tallies, LeadTally nearest)
    {
        if (tallies.Length == 1)
            return nearest.Why;
        int[] odd = [.. tallies.Where(tally => tally.Oddity == Oddity.Odd).Select(tally => tally.Hour.HourOfDay)];
        string at = Invariant($"at {nearest.Hour.HourOfDay:00}:00 {nearest.Why}");
        return odd.Length == 0
            ? $"no hour of the day is odd; {at}"
            : $"{at}; odd on the day: {string.Join(", ", odd.Select(hour => Invariant($"{hour:00}")))}";
    }
}
