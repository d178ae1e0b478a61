using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// The line a point has in the rosters above it; told upward only when it changes. A point that the registry does not
/// know belongs to nobody and tells nobody.
/// </summary>
readonly struct PointStatusLine(PointState state)
{
    readonly EscalationLevel _level = state.Level;
    readonly LinkState _link = state.Link;
    readonly PointCause _cause = state.Cause;
    readonly FactorCode _factor = state.CauseFactor;
    readonly PointRecord? _registration = state.Registration;

    public void TellIfChanged(PointState state, EffectList effects)
    {
        bool moved = !ReferenceEquals(_registration, state.Registration);
        if (!moved && _level == state.Level && _link == state.Link && _cause == state.Cause && _factor == state.CauseFactor)
            return;
        if (state.Registration is not { } now)
            return;
        var line = new StatusChanged(now.Name, state.Level, state.Link, ReasonOf(state), now.Location, state.LevelSince);
        if (_registration is { } old && old.Region != now.Region)
            effects.Tell(TwinName.Of(old.Region), new LeftRoster());
        if (_registration is { Enterprise: { } former } && former != now.Enterprise)
            effects.Tell(TwinName.Of(former), new LeftRoster());
        effects.Tell(TwinName.Of(now.Region), line);
        if (now.Enterprise is { } enterprise)
            effects.Tell(TwinName.Of(enterprise), line);
        if (now.Incinerator is { } incinerator)
            effects.Tell(TwinName.Of(incinerator), line);
        if (now.FineCell is { } cell)
            effects.Tell(TwinName.Of(cell), line);
    }

    public static string ReasonOf(PointState state) => state.Cause switch
    {
        PointCause.Silent => "no data",
        PointCause.Instant => $"{state.CauseFactor} over its hourly limit at this instant",
        PointCause.Hour => $"{state.CauseFactor} hourly mean over its limit today",
        PointCause.Day => $"{state.CauseFactor} daily mean over its limit",
        _ => "",
    };
}
