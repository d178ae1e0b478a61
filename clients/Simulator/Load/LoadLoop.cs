using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using HdrHistogram;
using Qianliyan.Simulator.Sockets;

namespace Qianliyan.Simulator.Load;

/// <summary>
/// One thread that drives its share of the connections: sends what is due and allowed, takes answers, keeps figures.
/// </summary>
/// <remarks>
/// Paced frames are due at fixed moments, dealt to the connections in turn; a frame that finds its window full, or its
/// connection down, goes out later but its latency counts from the moment it was due. At saturation a frame is due when
/// its window has room. Nothing but <see cref="_adopted"/> and the counters read from outside is shared.
/// </remarks>
sealed class LoadLoop : IDisposable
{
    const int LongestWaitMilliseconds = 20;
    const int BatchSize = 256;
    const long HighestMicroseconds = 600_000_000;

    static readonly TimeSpan OverdueLook = TimeSpan.FromMilliseconds(100);

    // Over 10,000 frames/s, to wake for each would cost more than to send it. It adds at most this to a latency.
    static readonly TimeSpan ShortestWait = TimeSpan.FromMicroseconds(100);

    readonly LoadOptions _options;
    readonly LoadClock _clock;
    readonly LoadConnection[] _connections;
    readonly Connector _connector;
    readonly AckedLog.Writer? _log;
    readonly IReadiness _readiness = Readiness.Create();
    readonly ConcurrentQueue<(int Index, Socket Socket)> _adopted = new();
    readonly byte[] _received = new byte[64 * 1024];
    readonly double _slotTicks;
    readonly LongHistogram _latency = new(1, HighestMicroseconds, 3);
    long _slots;
    long _looked;
    long _acknowledged;

    public LoadLoop(
        LoadOptions options, LoadClock clock, LoadConnection[] connections, Connector connector, AckedLog? log)
    {
        (_options, _clock, _connections, _connector) = (options, clock, connections, connector);
        _log = log?.CreateWriter(options.MnPrefix);
        double share = options.Rate * connections.Length / options.Connections;
        _slotTicks = options.Rate > 0 ? Stopwatch.Frequency / share : 0;
    }

    /// <summary>Figures of this loop; whole after <see cref="Run"/> returned.</summary>
    public LoadCounts Counts { get; } = new();

    /// <summary>Latency in microseconds.</summary>
    public LongHistogram Latency => _latency;

    /// <summary>Frames acknowledged so far, readable at any time.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    bool IsPaced => _slotTicks > 0;

    /// <summary>Hands a connected socket to the loop.</summary>
    public void Adopt(int index, Socket socket) => _adopted.Enqueue((index, socket));

    /// <summary>Runs from the start of the clock to its end, on the calling thread.</summary>
    public void Run(CancellationToken cancellation)
    {
        Span<int> ready = stackalloc int[BatchSize];
        while (!_clock.IsOver && !cancellation.IsCancellationRequested)
        {
            AdoptNew(maySend: true);
            long next = ReleaseDue();
            int count = _readiness.Wait(ready, Until(next));
            for (int i = 0; i < count; i++)
                Serve(_connections[ready[i]], ready[i], maySend: true);
            SendOverdueAgain();
        }

        long drained = Stopwatch.GetTimestamp() + (long)(_options.Drain.TotalSeconds * Stopwatch.Frequency);
        while (HasFlights() && Stopwatch.GetTimestamp() < drained)
        {
            AdoptNew(maySend: false);
            int count = _readiness.Wait(ready, TimeSpan.FromMilliseconds(LongestWaitMilliseconds));
            for (int i = 0; i < count; i++)
                Serve(_connections[ready[i]], ready[i], maySend: false);
            SendOverdueAgain();
        }

        Finish();
    }

    public void Dispose()
    {
        foreach (LoadConnection connection in _connections)
            connection.Socket?.Dispose();
        while (_adopted.TryDequeue(out (int Index, Socket Socket) late))
            late.Socket.Dispose();
        _readiness.Dispose();
    }

    void Finish()
    {
        _log?.Flush();
        foreach (LoadConnection connection in _connections)
        {
            Counts.Unanswered += connection.Flights.Count + connection.Again.Count;
            Counts.TotalSent += connection.Sent;
        }
    }

    bool HasFlights() => Array.Exists(
        _connections,
        connection => connection.Flights.Count + connection.Again.Count > 0
            && (connection.Socket is not null || _options.Reconnect));

    void AdoptNew(bool maySend)
    {
        while (_adopted.TryDequeue(out (int Index, Socket Socket) fresh))
        {
            LoadConnection connection = _connections[fresh.Index];
            connection.Socket = fresh.Socket;
            connection.Reset();
            _readiness.Add(fresh.Socket, fresh.Index);
            Send(connection, fresh.Index, maySend);
        }
    }

    /// <summary>Makes the frames due whose moment has come.</summary>
    /// <returns>The moment of the next one.</returns>
    long ReleaseDue()
    {
        if (!IsPaced)
            return long.MaxValue;
        long now = Stopwatch.GetTimestamp();
        long due;
        while ((due = _clock.Start + (long)(_slots * _slotTicks)) <= now)
        {
            int index = (int)(_slots++ % _connections.Length);
            _connections[index].Due++;
            Send(_connections[index], index, maySend: true);
        }

        return due;
    }

    static TimeSpan Until(long next)
    {
        var longest = TimeSpan.FromMilliseconds(LongestWaitMilliseconds);
        if (next == long.MaxValue)
            return longest;
        TimeSpan wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next);
        return wait < ShortestWait ? ShortestWait : wait < longest ? wait : longest;
    }

    void Serve(LoadConnection connection, int index, bool maySend)
    {
        if (connection.Socket is not { } socket)
            return;
        int kept = connection.PartialLength;
        connection.Partial.AsSpan(0, kept).CopyTo(_received);
        int read = socket.Receive(_received.AsSpan(kept), SocketFlags.None, out SocketError error);
        if (error is SocketError.WouldBlock)
        {
            Send(connection, index, maySend);
            return;
        }

        if (read == 0 || error != SocketError.Success)
        {
            Lose(connection, index);
            return;
        }

        TakeLines(connection, _received.AsSpan(0, kept + read));
        Send(connection, index, maySend);
    }

    void TakeLines(LoadConnection connection, Span<byte> bytes)
    {
        long now = Stopwatch.GetTimestamp();
        int end;
        while ((end = bytes.IndexOf((byte)'\n')) >= 0)
        {
            Take(connection, bytes[..end], now);
            bytes = bytes[(end + 1)..];
        }

        if (bytes.Length > connection.Partial.Length)
        {
            Counts.Unexpected++;
            bytes = default;
        }

        bytes.CopyTo(connection.Partial);
        connection.PartialLength = bytes.Length;
    }

    void Take(LoadConnection connection, ReadOnlySpan<byte> line, long now)
    {
        if (!AnswerReader.TryRead(line, out long qn) || !connection.Flights.TryTake(qn, out Flight flight))
        {
            Counts.Unexpected++;
            return;
        }

        Volatile.Write(ref _acknowledged, _acknowledged + 1);
        _log?.Add(connection.PointOf(flight.Number), flight.QnMilliseconds, connection.DataTimeOf(flight.Number));
        if (!_clock.IsMeasured(now))
            return;
        Counts.Measured++;
        long microseconds = (long)Stopwatch.GetElapsedTime(flight.Since, now).TotalMicroseconds;
        _latency.RecordValue(Math.Clamp(microseconds, 1, HighestMicroseconds));
    }

    void Send(LoadConnection connection, int index, bool maySend)
    {
        if (connection.Socket is null || (connection.IsBlocked && !Push(connection, index)))
            return;
        while (connection.Flights.Count < _options.Window)
        {
            if (connection.Again.TryDequeue(out Flight again))
            {
                Counts.Resent++;
                connection.Write(again.Number, again.QnMilliseconds);
                connection.Flights.Add(again with { SentAt = Stopwatch.GetTimestamp() });
            }
            else if (maySend && (!IsPaced || connection.Sent < connection.Due))
            {
                connection.Flights.Add(Compose(connection, index));
            }
            else
            {
                return;
            }

            Counts.MostInFlight = Math.Max(Counts.MostInFlight, connection.Flights.Count);
            if (!Push(connection, index))
                return;
        }
    }

    /// <summary>What a device does whose answer never came, though the connection stands.</summary>
    void SendOverdueAgain()
    {
        long now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(_looked, now) < OverdueLook)
            return;
        _looked = now;
        for (int index = 0; index < _connections.Length; index++)
        {
            LoadConnection connection = _connections[index];
            for (int i = 0; i < connection.Flights.Count && connection is { Socket: not null, IsBlocked: false }; i++)
            {
                ref Flight flight = ref connection.Flights.All[i];
                if (Stopwatch.GetElapsedTime(flight.SentAt, now) < _options.AnswerTimeout)
                    continue;
                flight = flight with { SentAt = now };
                Counts.Resent++;
                connection.Write(flight.Number, flight.QnMilliseconds);
                Push(connection, index);
            }
        }
    }

    Flight Compose(LoadConnection connection, int index)
    {
        long number = connection.Sent++;
        long now = Stopwatch.GetTimestamp();
        long since = IsPaced ? _clock.Start + (long)((number * _connections.Length + index) * _slotTicks) : now;
        long qn = Math.Max(_clock.NowMilliseconds, connection.LastQn + 1);
        connection.LastQn = qn;
        connection.Write(number, qn);
        return new Flight(number, qn, connection.Frame.Qn, since, now);
    }

    /// <summary>Sends the frame, or the rest of it.</summary>
    /// <returns>False when the socket would take no more, or is broken.</returns>
    bool Push(LoadConnection connection, int index)
    {
        ReadOnlySpan<byte> rest = connection.Frame.Bytes[connection.UnsentFrom..];
        bool wasBlocked = connection.IsBlocked;
        int sent = connection.Socket!.Send(rest, SocketFlags.None, out SocketError error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            Lose(connection, index);
            return false;
        }

        bool isWhole = sent == rest.Length;
        connection.UnsentFrom = isWhole ? 0 : connection.UnsentFrom + Math.Max(sent, 0);
        connection.IsBlocked = !isWhole;
        if (wasBlocked == isWhole)
            _readiness.WatchWritable(connection.Socket, index, watch: !isWhole);
        return isWhole;
    }

    void Lose(LoadConnection connection, int index)
    {
        _log?.Flush();
        Counts.Broken++;
        _readiness.Remove(connection.Socket!, index);
        connection.Socket!.Dispose();
        connection.Socket = null;
        if (!_options.Reconnect)
            return;
        foreach (Flight flight in connection.Flights.All)
            connection.Again.Enqueue(flight);
        connection.Flights.Clear();
        Counts.Reconnects++;
        _connector.Reconnect(this, index);
    }
}
