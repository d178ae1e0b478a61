using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// Tells the outlets of an enterprise that are registered as alike what the others measured in the middle, a natural day
/// at a time: by the first tick of the second day after it, when the marking deadlines of all have passed, and by the next
/// tick after hours that come later. What the medians are never depends on the order in which the outlets told.
/// </summary>
/// <remarks>An outlet counts on the days that it told of, also where it has left since.</remarks>
static class PeerMedians
{
    /// <summary>A marking deadline is on the day after, at its end at the latest.</summary>
    const int DaysAfter = 2;

    /// <summary>As many as detectors see; the rest waits for the next tick.</summary>
    const int MostDaysATick = 40;

    public static void Take(EnterpriseState state, TwinName outlet, HoursTold told)
    {
        EnterpriseDay page = state.DayOf(told.Day);
        page.Peers ??= new PeerDay();
        if (!page.Peers.Set(outlet, told.Group, told.Factors))
            return;
        page.IsDirty = true;
        state.PeerDaysToTell.Add(told.Day.DayNumber);
    }

    public static bool IsDue(EnterpriseState state, BeijingTime now) => Due(state, now).Any();

    /// <summary>The pages of the days that a tick tells of.</summary>
    public static void AddPages(EnterpriseState state, BeijingTime now, List<PageId> pages) =>
        pages.AddRange(Due(state, now).Select(day => PageId.Day(BeijingTime.StartOf(day))));

    public static void Tell(EnterpriseState state, BeijingTime now, Policy policy, EffectList effects)
    {
        foreach (int day in Due(state, now).ToArray())
        {
            state.PeerDaysToTell.Remove(day);
            EnterpriseDay page = state.DayOf(BeijingTime.StartOf(day));
            if (page.Peers?.TakeChanged(policy.Detectors.PeerGap.LeastPeers) is not { Count: > 0 } changed)
                continue;
            page.IsDirty = true;
            foreach ((TwinName outlet, ValueList<FactorHours> medians) in changed)
                effects.Tell(outlet, new PeersTold(page.Start, medians));
        }
    }

    static IEnumerable<int> Due(EnterpriseState state, BeijingTime now) =>
        state.PeerDaysToTell.TakeWhile(day => day + DaysAfter <= now.DayNumber).Take(MostDaysATick);
}
