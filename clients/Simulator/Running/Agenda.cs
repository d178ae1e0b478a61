using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Running;

/// <summary>What the outlets of a logger have to send, in the order of the moments the data are complete.</summary>
sealed class Agenda
{
    readonly PriorityQueue<(OutletModel Model, int Command), long> _queue = new();
    readonly int _realtimeSeconds;

    /// <param name="models">The outlets of the logger.</param>
    /// <param name="from">Interval data that became complete after this moment are due.</param>
    /// <param name="start">Instants begin here.</param>
    /// <param name="realtimeSeconds">Between two instants.</param>
    public Agenda(IEnumerable<OutletModel> models, BeijingTime from, BeijingTime start, int realtimeSeconds)
    {
        _realtimeSeconds = realtimeSeconds;
        foreach (OutletModel model in models)
        {
            long phase = (long)(model.Outlet.Seed % (ulong)realtimeSeconds);
            _queue.Enqueue((model, Commands.Realtime), start.UnixSeconds + phase);
            if (model.Outlet.Devices.Count > 0)
                _queue.Enqueue((model, Commands.DeviceState), start.UnixSeconds + phase);
            foreach (int command in Intervals(model.Outlet))
                _queue.Enqueue((model, command), EndAfter(from, SecondsOf(model, command)));
        }
    }

    public BeijingTime NextDue =>
        _queue.TryPeek(out _, out long due)
            ? new BeijingTime(due)
            : throw new InvalidOperationException("A logger without outlets.");

    /// <summary>Takes what is due next and plans its successor.</summary>
    public Upload Take()
    {
        _queue.TryDequeue(out (OutletModel Model, int Command) job, out long due);
        int interval = SecondsOf(job.Model, job.Command);
        int step = job.Command switch
        {
            Commands.Realtime => _realtimeSeconds,
            Commands.DeviceState => job.Model.Outlet.Point.MinuteInterval * BeijingTime.SecondsPerMinute,
            _ => interval,
        };
        _queue.Enqueue(job, due + step);
        return new Upload(job.Model, job.Command, new BeijingTime(due - interval)) { Due = new BeijingTime(due) };
    }

    static IEnumerable<int> Intervals(Outlet outlet)
    {
        yield return Commands.Minute;
        yield return Commands.Hour;
        yield return Commands.Day;
        if (outlet.HasFurnace)
            yield return Commands.FurnaceTemperature;
    }

    static int SecondsOf(OutletModel model, int command) =>
        OutletReadings.IntervalOf(command, model.Outlet.Point.MinuteInterval);

    /// <summary>The first end of an interval after a moment; intervals are anchored at the natural day.</summary>
    static long EndAfter(BeijingTime moment, int seconds)
    {
        int sinceMidnight = moment.SecondOfDay;
        return moment.StartOfDay.UnixSeconds + (sinceMidnight / seconds + 1) * (long)seconds;
    }
}
