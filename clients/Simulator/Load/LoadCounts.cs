namespace Qianliyan.Simulator.Load;

/// <summary>Figures that one loop keeps.</summary>
sealed class LoadCounts
{
    /// <summary>Acknowledged within the measured time.</summary>
    public long Measured { get; set; }

    public long TotalSent { get; set; }

    public long Unanswered { get; set; }

    public long Resent { get; set; }

    public long Unexpected { get; set; }

    public int Broken { get; set; }

    public int Reconnects { get; set; }

    public int MostInFlight { get; set; }
}
