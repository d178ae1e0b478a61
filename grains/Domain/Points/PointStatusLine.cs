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
    readonly bool _isHeld = state.IsHeld;
    readonly FactorCode _factor = state.CauseFactor;
    readonly PointRecord? _registration = state.Registration;

    public void TellIfChanged(PointState state, EffectList effects)
    {
        bool moved = !ReferenceEquals(_registration, state.Registration);
        if (!moved
            && _level == state.Level
            && _link == state.Link
            && _cause == state.Cause
            && _isHeld == state.IsHeld
            && _factor == state.CauseFactor)
            return;
        if (state.Registration is not { } now)
            return;
        var line = new StatusChanged(
            now.Name, state.Level, state.Link, ReasonOf(state), now.Location, state.LevelSince);
        foreach (TwinName former in Above(_registration).Except(Above(now)))
            effects.Tell(former, new LeftRoster());
        foreach (TwinName above in Above(now))
            effects.Tell(above, line);
    }

    /// <summary>Those whose rosters hold the point.</summary>
    static IEnumerable<TwinName> Above(PointRecord? record)
    {
        if (record is null)
            yield break;
        yield return TwinName.Of(record.Region);
        if (record.Enterprise is { } enterprise)
            yield return TwinName.Of(enterprise);
        if (record.Incinerator is { } incinerator)
            yield return TwinName.Of(incinerator);
        if (record.FineCell is { } cell)
            yield return TwinName.Of(cell);
    }

    public static string ReasonOf(PointState state) =>
        state.IsHeld ? $"{GroundOf(state)}; past, kept for its clean period" : GroundOf(state);

    static string GroundOf(PointState state) => state.Cause switch
    {
        PointCause.Silent => "no data",
        PointCause.Instant => $"{state.CauseFactor} over its hourly limit at an instant of this hour",
        PointCause.Hour => $"{state.CauseFactor} hourly mean over its limit today",
        PointCause.Day => $"{state.CauseFactor} daily mean over its limit",
        PointCause.Sample => $"{state.CauseFactor} over its limit by a sample",
        _ => "",
    };
}
