using Qianliyan.Abstractions;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

/// <summary>
/// A region's reminder is the clock of the twins in its roster, and of the rankings of a city: one reminder a county,
/// not one a point.
/// </summary>
public sealed class RegionGrain(TwinServices services)
    : TwinGrain<RegionState>(TwinKind.Region, new RegionFold(), services), IRegionGrain
{
    const string ClockReminder = "clock";
    const int TicksAtATime = 64;

    bool _hasClock;

    bool NeedsClock => State.Roster.Lines.Count > 0 || State.MonthsToRank.Count > 0;

    /// <summary>
    /// A store that was restored, or moved, has no reminders yet: a county that nobody reports to must have its clock
    /// too.
    /// </summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        try
        {
            if (NeedsClock && await this.GetReminder(ClockReminder, cancellationToken) is null)
                await SetClock();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.ClockUnknown(Services.Logger, e, Name);
        }
    }

    public ValueTask<RosterPage> ListRoster(RosterQuery query) => new(RegionRoster.List(State, query));

    public override async ValueTask Receive(Signal[] signals)
    {
        await base.Receive(signals);
        if (!_hasClock && NeedsClock)
            await SetClock();
    }

    /// <summary>
    /// Lets the roster know the time, then itself. Not before this silo has listened as long as it was away: its own
    /// outage is nothing to be found on a factory.
    /// </summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        BeijingTime now = Now;
        await Listen(now);
        if (!State.Clock.Settles)
            return;
        TwinName[] twins = [.. State.Roster.Lines.Select(line => line.Name).Where(HasClock)];
        foreach (TwinName[] chunk in twins.Chunk(TicksAtATime))
            await Task.WhenAll(Array.ConvertAll(chunk, twin => TickTwin(twin, now)));
        await Tick(now);
    }

    /// <summary>
    /// A silo that is stopped in order says until when it listened; of one that is killed the last look tells.
    /// </summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode == DeactivationReasonCode.ShuttingDown && State.Roster.Lines.Any(line => HasClock(line.Name)))
        {
            try
            {
                await Listen(Now);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                TwinLog.ClockLost(Services.Logger, e, Name);
            }
        }

        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    async Task SetClock()
    {
        TimeSpan period = Services.Options.ClockPeriod;
        var spread = TimeSpan.FromSeconds(Name.AsRegion().GetHashCode() % Math.Max(1, (int)period.TotalSeconds));
        await this.RegisterOrUpdateReminder(ClockReminder, spread + TimeSpan.FromSeconds(30), period);
        _hasClock = true;
    }

    async ValueTask Listen(BeijingTime now) =>
        await Append(new[] { new PendingEntry(new Listened(Services.ListeningSince, now), NowUnixMs()) });

    /// <summary>Of cells, those that are ranked: the 3 km ones.</summary>
    static bool HasClock(TwinName name) => name.Kind switch
    {
        TwinKind.Point or TwinKind.Enterprise or TwinKind.Incinerator => true,
        TwinKind.Cell => name.AsCell().Resolution == GridResolution.Coarse,
        _ => false,
    };

    async Task TickTwin(TwinName twin, BeijingTime now)
    {
        try
        {
            await GrainFactory.GetTwin(twin).Tick(now);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.TickFailed(Services.Logger, e, Name, twin);
        }
    }
}
