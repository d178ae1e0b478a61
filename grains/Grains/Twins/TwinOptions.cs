namespace Qianliyan.Grains.Twins;

public sealed class TwinOptions
{
    /// <summary>Entries after which a twin writes a checkpoint: what a restart has to replay at the most, per twin.</summary>
    public int CheckpointEvery { get; set; } = 64;

    /// <summary>How often a region lets the points of its roster know the time. At least one minute.</summary>
    public TimeSpan ClockPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a region tells the one above its counts while they change.</summary>
    public TimeSpan SummaryPeriod { get; set; } = TimeSpan.FromSeconds(1);
}
