using Qianliyan.Abstractions;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

/// <summary>
/// A region's reminder is the clock of the twins in its roster, and of the rankings of a city: one reminder a county, not
/// one a point.
/// </summary>
public sealed class RegionGrain(TwinServices services)
    : TwinGrain<RegionState>(TwinKind.Region, new RegionFold(), services), IRegionGrain
{
    const string ClockReminder = "clock";
    const int TicksAtATime = 64;

    bool _hasClock;

    public ValueTask<RosterPage> ListRoster(RosterQuery query) => new(RegionRoster.List(State, query));

    public override async ValueTask Receive(Signal[] signals)
    {
        await base.Receive(signals);
        if (_hasClock || (State.Roster.Lines.Count == 0 && State.MonthsToRank.Count == 0))
            return;
        TimeSpan period = Services.Options.ClockPeriod;
        var spread = TimeSpan.FromSeconds(Name.AsRegion().GetHashCode() % Math.Max(1, (int)period.TotalSeconds));
        await this.RegisterOrUpdateReminder(ClockReminder, spread + TimeSpan.FromSeconds(30), period);
        _hasClock = true;
    }

    /// <summary>
    /// Lets the roster know the time, then itself. Not before this silo has listened as long as a point may be silent: its own
    /// outage is no silence of the devices.
    /// </summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        TimeSpan listened = Services.Time.GetUtcNow() - Services.ListeningSince;
        if (listened.TotalSeconds < Policy.Link.SilentAfterSeconds)
            return;
        BeijingTime now = Now;
        TwinName[] twins = [.. State.Roster.Lines.Select(line => line.Name).Where(HasClock)];
        foreach (TwinName[] chunk in twins.Chunk(TicksAtATime))
            await Task.WhenAll(Array.ConvertAll(chunk, twin => TickTwin(twin, now)));
        await Tick(now);
    }

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
