using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>Online and silent (联网状态), by arrivals and ticks.</summary>
static class LinkRules
{
    public static void Heard(PointState state, BeijingTime arrival)
    {
        if (arrival > state.LastArrival)
            state.LastArrival = arrival;
        if (state.Link == LinkState.Online)
            return;
        state.Link = LinkState.Online;
        state.LinkSince = arrival;
    }

    public static bool TurnsSilent(PointState state, BeijingTime now, Policy policy) =>
        state.Link == LinkState.Online && now > state.LastArrival.AddSeconds(policy.Link.SilentAfterSeconds);

    public static void Tick(PointState state, BeijingTime now, Policy policy)
    {
        if (!TurnsSilent(state, now, policy))
            return;
        state.Link = LinkState.Silent;
        state.LinkSince = state.LastArrival;
    }
}
