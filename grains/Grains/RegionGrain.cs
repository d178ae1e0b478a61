using Qianliyan.Abstractions;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains;

/// <summary>A region's reminder is the clock of the points in its roster: one reminder a county, not one a point.</summary>
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
        if (_hasClock || !State.HasPoints)
            return;
        TimeSpan period = Services.Options.ClockPeriod;
        var spread = TimeSpan.FromSeconds(Name.AsRegion().GetHashCode() % Math.Max(1, (int)period.TotalSeconds));
        await this.RegisterOrUpdateReminder(ClockReminder, spread + TimeSpan.FromSeconds(30), period);
        _hasClock = true;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        BeijingTime now = Now;
        TwinName[] points = [.. State.PointNames];
        foreach (TwinName[] chunk in points.Chunk(TicksAtATime))
            await Task.WhenAll(Array.ConvertAll(chunk, point => TickPoint(point, now)));
    }

    async Task TickPoint(TwinName point, BeijingTime now)
    {
        try
        {
            await GrainFactory.GetTwin(point).Tick(now);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            TwinLog.TickFailed(Services.Logger, e, Name, point);
        }
    }
}
