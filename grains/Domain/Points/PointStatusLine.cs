using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>The line a point has in the rosters above it; told upward only when it changes.</summary>
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
        var line = new StatusChanged(
            state.Registration?.Name ?? state.Name.Id,
            state.Level,
            state.Link,
            ReasonOf(state),
            state.Registration?.Location,
            state.LevelSince);
        if (_registration is { } old && old.Region != state.Registration?.Region)
            effects.Tell(TwinName.Of(old.Region), new LeftRoster());
        if (_registration is { Enterprise: { } former } && former != state.Registration?.Enterprise)
            effects.Tell(TwinName.Of(former), new LeftRoster());
        effects.Tell(TwinName.Of(state.Registration?.Region ?? RegionCode.Nation), line);
        if (_registration is null && state.Registration is { Region: var region } && region != RegionCode.Nation)
            effects.Tell(TwinName.Of(RegionCode.Nation), new LeftRoster());
        if (state.Registration?.Enterprise is { } enterprise)
            effects.Tell(TwinName.Of(enterprise), line);
        if (state.Registration?.Incinerator is { } incinerator)
            effects.Tell(TwinName.Of(incinerator), line);
        if (state.Registration?.FineCell is { } cell)
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
