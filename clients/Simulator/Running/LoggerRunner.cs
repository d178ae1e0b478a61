using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Simulator.Fleets;

namespace Qianliyan.Simulator.Running;

/// <summary>
/// One data logger. It measures whatever its link does; what it could not send waits in a backlog and goes out, oldest
/// first and with the data times it was measured at, when the link is back.
/// </summary>
/// <remarks>
/// One frame is in flight at a time. Unanswered, it is sent again with the same QN, <see cref="FleetOptions.Retries"/>
/// times; then the link is closed and made again after a pause (HJ 212-2017 6.2). A frame that fails so over two links
/// is abandoned, so that one frame a receiver will not take cannot silence its logger for ever.
/// </remarks>
sealed class LoggerRunner
{
    const int MostFailedLinks = 2;
    const int OneDamagedIn = 12;

    readonly IPEndPoint _gateway;
    readonly TimeProvider _time;
    readonly SimulatedClock _clock;
    readonly FleetOptions _options;
    readonly FleetCounters _counters;
    readonly OutletModel[] _models;
    readonly FleetEvent? _linkLost;
    readonly bool _damages;
    readonly Channel<Upload> _backlog;
    readonly PacketBuilder _builder = new();
    readonly Queue<Packet> _packets = new();
    int _built;
    bool _wasConnected;

    public LoggerRunner(
        DataLogger logger,
        IReadOnlyList<FleetEvent> events,
        IPEndPoint gateway,
        TimeProvider time,
        SimulatedClock clock,
        FleetOptions options,
        FleetCounters counters)
    {
        (_gateway, _time, _clock, _options, _counters) = (gateway, time, clock, options, counters);
        _models = [.. logger.Outlets.Select(outlet => new OutletModel(outlet, events, clock.Start))];
        FleetEvent[] own = [.. events.Where(happening => happening.Logger == logger.Name)];
        _linkLost = Array.Find(own, happening => happening.Kind == FleetEventKind.LinkLost);
        _damages = Array.Exists(own, happening => happening.Kind == FleetEventKind.WrongCrc);
        _backlog = Channel.CreateBounded<Upload>(
            new BoundedChannelOptions(options.Backlog)
            {
                FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true,
            },
            _ => Forget(ref counters.Abandoned));
    }

    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(Measure(cancellation), Beat(cancellation), KeepLinked(cancellation));

    async Task Measure(CancellationToken cancellation)
    {
        BeijingTime start = _clock.Start;
        BeijingTime from = start.AddSeconds(-(long)_options.History.TotalSeconds);
        var agenda = new Agenda(_models, from, start, (int)_options.RealtimeInterval.TotalSeconds);
        while (true)
        {
            await _clock.WaitUntil(agenda.NextDue, cancellation);
            cancellation.ThrowIfCancellationRequested();
            Put(agenda.Take());
        }
    }

    async Task Beat(CancellationToken cancellation)
    {
        if (_models[0].Outlet.Version != ProtocolVersion.V2025)
            return;
        using var timer = new PeriodicTimer(_options.HeartbeatInterval, _time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            BeijingTime now = BeijingTime.From(_clock.Now);
            if (_backlog.Reader.Count == 0)
                Put(new Upload(_models[0], Commands.Heartbeat, now) { Due = now });
        }
    }

    void Put(Upload upload)
    {
        Interlocked.Increment(ref _counters.Pending);
        _backlog.Writer.TryWrite(upload);
    }

    async Task KeepLinked(CancellationToken cancellation)
    {
        TimeSpan pause = _options.FirstBackOff;
        while (true)
        {
            if (_linkLost is { } outage && outage.IsActive(_clock.Start, BeijingTime.From(_clock.Now)))
                await _clock.WaitUntil(outage.EndAt(_clock.Start, BeijingTime.From(_clock.Now)), cancellation);
            if (await Talk(cancellation))
                pause = _options.FirstBackOff;
            await Task.Delay(pause, _time, cancellation);
            pause = pause * 2 < _options.LongestBackOff ? pause * 2 : _options.LongestBackOff;
        }
    }

    /// <summary>One link from connecting to its end.</summary>
    /// <returns>Whether anything was answered over it.</returns>
    async Task<bool> Talk(CancellationToken cancellation)
    {
        using var socket = new Socket(_gateway.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_gateway, cancellation);
        }
        catch (SocketException)
        {
            return false;
        }

        CountLink();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var link = new LoggerLink(socket, _time, _counters);
        Task listening = link.Listen(ending.Token);
        Task cut = CutByScript(ending.Token);
        Task sending = SendAll(link, ending.Token);
        try
        {
            await await Task.WhenAny(listening, cut, sending);
        }
        catch (Exception failure) when (failure is SocketException or TimeoutException)
        {
            // The link is dead; the packet at the head of the queue stays for the next one.
        }
        finally
        {
            await ending.CancelAsync();
            Interlocked.Decrement(ref _counters.Connected);
            // What ended the link was awaited above; the others end by cancellation or by the same failure.
            await Task.WhenAll(listening, cut, sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellation.ThrowIfCancellationRequested();
        return link.WasAnswered;
    }

    void CountLink()
    {
        Interlocked.Increment(ref _counters.Links);
        Interlocked.Increment(ref _counters.Connected);
        if (!_wasConnected)
            Interlocked.Increment(ref _counters.EverConnected);
        _wasConnected = true;
    }

    async Task CutByScript(CancellationToken cancellation)
    {
        if (_linkLost is { } outage)
            await _clock.WaitUntil(outage.NextAfter(_clock.Start, BeijingTime.From(_clock.Now)), cancellation);
        else
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellation);
    }

    async Task SendAll(LoggerLink link, CancellationToken cancellation)
    {
        while (true)
        {
            if (_packets.Count == 0)
            {
                Upload upload = await _backlog.Reader.ReadAsync(cancellation);
                foreach (Packet packet in _builder.Build(upload, _clock.Now))
                    _packets.Enqueue(packet);
            }

            await Deliver(link, _packets.Peek(), cancellation);
            _packets.Dequeue();
            if (_packets.Count == 0)
                Interlocked.Decrement(ref _counters.Pending);
        }
    }

    async Task Deliver(LoggerLink link, Packet packet, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt <= _options.Retries; attempt++)
        {
            bool damaged = _damages && packet.Attempts == 0 && ++_built % OneDamagedIn == 0;
            if (packet.Attempts++ > 0)
                Interlocked.Increment(ref _counters.Resent);
            byte[] bytes = damaged ? packet.Damaged() : packet.Bytes;
            if (await link.Send(packet, bytes, _options.AnswerTimeout, cancellation))
                return;
        }

        if (++packet.FailedLinks < MostFailedLinks)
            throw new TimeoutException();
        Interlocked.Increment(ref _counters.Abandoned);
    }

    void Forget(ref long counter)
    {
        Interlocked.Increment(ref counter);
        Interlocked.Decrement(ref _counters.Pending);
    }
}
