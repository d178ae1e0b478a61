using Qianliyan.Domain.Time;

namespace Qianliyan.Simulator.Running;

/// <summary>
/// The devices' clock: it runs at <c>speed</c> from its start and, unless it may run ahead, at speed 1 once it has
/// caught up with the real clock.
/// </summary>
sealed class SimulatedClock
{
    static readonly TimeSpan Lead = TimeSpan.FromDays(1);

    readonly TimeProvider _time;
    readonly DateTimeOffset _realStart;
    readonly DateTimeOffset _start;
    readonly double _speed;
    readonly bool _mayRunAhead;

    public SimulatedClock(TimeProvider time, FleetOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Speed, "Speed");
        (_time, _speed, _mayRunAhead) = (time, options.Speed, options.MayRunAhead);
        _realStart = time.GetUtcNow();
        _start = options.Start?.ToDateTimeOffset() ?? (_speed > 1 ? _realStart - Lead : _realStart);
    }

    public BeijingTime Start => BeijingTime.From(_start);

    public DateTimeOffset Now
    {
        get
        {
            DateTimeOffset real = _time.GetUtcNow();
            DateTimeOffset simulated = _start + (real - _realStart) * _speed;
            return !_mayRunAhead && simulated > real && real > _start ? real : simulated;
        }
    }

    /// <summary>Real time until the clock shows a moment; zero when it has passed.</summary>
    public TimeSpan Until(BeijingTime moment)
    {
        DateTimeOffset target = moment.ToDateTimeOffset();
        DateTimeOffset real = _time.GetUtcNow();
        DateTimeOffset due = _realStart + (target - _start) / _speed;
        if (!_mayRunAhead && target > due && target > _start)
            due = target;
        return due > real ? due - real : TimeSpan.Zero;
    }

    public async Task WaitUntil(BeijingTime moment, CancellationToken cancellation)
    {
        // A clock with a coarse timer may wake a little early.
        while (Until(moment) is var left && left > TimeSpan.Zero)
            await Task.Delay(left + TimeSpan.FromMilliseconds(1), _time, cancellation);
    }
}
