using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// 同类排口: outlets of one enterprise that are registered as alike, by a tag of the same words that begins as the policy
/// says (detectors.peerGap.tag). Each tells the enterprise the hours of every day that its detectors see, and is told the
/// medians of the others, with which its detectors see the day again.
/// </summary>
static class LikeOutlets
{
    /// <summary>
    /// The first tag that makes the point one of a group, a day that was told keeping the one it was told with; null of a
    /// point that has no like.
    /// </summary>
    public static string? GroupOf(PointState state, DayPage? day, DetectorPolicy policy)
    {
        if (day?.Group is { } told)
            return told;
        return state.Registration is { Enterprise: not null } record ? RegistryReferences.LikeTagOf(record, policy) : null;
    }

    /// <summary>The day before which a tick stops that looks at days for the first time; none for a point without its like.</summary>
    /// <param name="state">The point.</param>
    /// <param name="first">Number of the first day not seen yet.</param>
    /// <param name="policy">Says how many.</param>
    public static int FirstSeenBefore(PointState state, int first, DetectorPolicy policy) =>
        GroupOf(state, day: null, policy) is null ? int.MaxValue : first + policy.PeerGap.DaysATick;

    /// <summary>Tells the hours of a natural day that was seen, unless they were told so already.</summary>
    public static void TellHours(PointState state, BeijingTime start, Policy policy, EffectList effects)
    {
        if (state.Registration?.Enterprise is not { } enterprise
            || state.Pages.Find(PageId.Day(start)) is not DayPage page
            || GroupOf(state, page, policy.Detectors) is not { } group)
            return;
        ValueList<FactorHours> hours = Running(state, page, policy);
        ulong fingerprint = Fingerprint.Of(hours);
        if (fingerprint == page.ToldHours)
            return;
        page.Tell(group, fingerprint);
        effects.Tell(TwinName.Of(enterprise), new HoursTold(group, start, hours));
    }

    /// <summary>Takes what the others' hours of a day are in the middle.</summary>
    public static void Take(PointState state, PeersTold told, Policy policy)
    {
        DayPage page = state.DayPageOf(told.Day);
        if (page.Peers == told.Factors)
            return;
        page.Peers = told.Factors;
        page.IsDirty = true;
        LeadWatch.TouchDay(state, told.Day, policy.Detectors);
    }

    static ValueList<FactorHours> Running(PointState state, DayPage page, Policy policy)
    {
        var factors = new List<FactorHours>();
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            FactorCode code = state.Factors[factor].Code;
            if (page.Find(factor) is null || !policy.Detectors.Watches(code))
                continue;
            var sight = new LeadSight(state, page, page.Start, factor, policy);
            var hours = new Exact[FactorHours.InDay];
            bool anyRuns = false;
            for (int hour = 0; hour < hours.Length; hour++)
            {
                var seen = sight.Of(hour);
                if (!seen.IsRunning)
                    continue;
                hours[hour] = seen.Value;
                anyRuns = true;
            }

            if (anyRuns)
                factors.Add(new FactorHours(code, [.. hours]));
        }

        return [.. factors];
    }
}
