namespace Qianliyan.Simulator.Load;

/// <summary>The frames of a connection that wait for their answer; at most a window of them.</summary>
struct FlightList(int window)
{
    readonly Flight[] _flights = new Flight[window];

    public int Count { get; private set; }

    public readonly Span<Flight> All => _flights.AsSpan(0, Count);

    public void Add(in Flight flight) => _flights[Count++] = flight;

    /// <summary>Takes out the frame with this QN; the oldest for the QN zero, with which an echo answers.</summary>
    public bool TryTake(long qn, out Flight flight)
    {
        for (int i = 0; i < Count; i++)
        {
            if (qn != 0 && _flights[i].Qn != qn)
                continue;
            flight = _flights[i];
            Count--;
            Array.Copy(_flights, i + 1, _flights, i, Count - i);
            return true;
        }

        flight = default;
        return false;
    }

    public void Clear() => Count = 0;
}

/// <param name="Number">The frame of its connection, from 0; decides point, data time and values.</param>
/// <param name="QnMilliseconds">QN as milliseconds since 1970.</param>
/// <param name="Qn">QN as 17 digits.</param>
/// <param name="Since">When latency begins to count, by the stopwatch.</param>
/// <param name="SentAt">When it was sent last, by the stopwatch.</param>
readonly record struct Flight(long Number, long QnMilliseconds, long Qn, long Since, long SentAt);
