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

    /// <summary>A time in which no device could be heard is no silence of this one.</summary>
    public static bool TurnsSilent(PointState state, Ticked tick, Policy policy)
    {
        BeijingTime from = tick.ListeningSince > state.LastArrival ? tick.ListeningSince : state.LastArrival;
        return state.Link == LinkState.Online && tick.Now > from.AddSeconds(policy.Link.SilentAfterSeconds);
    }

    public static void Tick(PointState state, Ticked tick, Policy policy)
    {
        if (!TurnsSilent(state, tick, policy))
            return;
        state.Link = LinkState.Silent;
        state.LinkSince = state.LastArrival;
    }
}
