using System.Net.Sockets;
using Qianliyan.Domain.Time;

namespace Qianliyan.Simulator.Load;

/// <summary>One connection of a load run and the points that speak over it.</summary>
sealed class LoadConnection
{
    readonly LoadOptions _options;
    readonly BeijingTime _dataStart;
    readonly int _first;
    readonly int _points;

    public LoadConnection(LoadOptions options, BeijingTime dataStart, int index)
    {
        (_options, _dataStart, _first) = (options, dataStart, index);
        _points = (options.Points - index + options.Connections - 1) / options.Connections;
        Flights = new FlightList(options.Window);
        Frame = new LoadFrame(options);
    }

    public FlightList Flights;

    public LoadFrame Frame { get; }

    /// <summary>None while the connection is down.</summary>
    public Socket? Socket { get; set; }

    /// <summary>Frames numbered so far.</summary>
    public long Sent { get; set; }

    /// <summary>Frames that are due by the schedule.</summary>
    public long Due { get; set; }

    public long LastQn { get; set; }

    /// <summary>Unanswered frames of a broken connection, to be sent again.</summary>
    public Queue<Flight> Again { get; } = new();

    /// <summary>Whether a part of the frame did not fit into the socket's buffer; it goes out first.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Where that part begins.</summary>
    public int UnsentFrom { get; set; }

    /// <summary>The beginning of an answer that was not complete.</summary>
    public byte[] Partial { get; } = new byte[1_024];

    public int PartialLength { get; set; }

    /// <summary>Forgets what was half sent or half received over the connection before.</summary>
    public void Reset()
    {
        (IsBlocked, UnsentFrom, PartialLength) = (false, 0, 0);
    }

    /// <summary>The point of a frame, from 1.</summary>
    public int PointOf(long number) => 1 + _first + (int)(number % _points) * _options.Connections;

    /// <summary>Each frame of a point is a step later than the one before.</summary>
    public BeijingTime DataTimeOf(long number) =>
        _dataStart.AddSeconds(number / _points * (long)_options.DataStep.TotalSeconds);

    /// <summary>Makes the frame stand for this number and QN; the same number gives the same bytes again.</summary>
    public void Write(long number, long qn) =>
        Frame.Set(PointOf(number), qn, DataTimeOf(number), ((ulong)(uint)_first << 40) ^ (ulong)number);
}
