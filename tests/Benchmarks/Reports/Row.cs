using Qianliyan.Benchmarks.Machine;

namespace Qianliyan.Benchmarks.Reports;

/// <summary>One measured line; what does not apply is null.</summary>
sealed record Row
{
    public required string What { get; init; }

    /// <summary>Operations per second.</summary>
    public double? Rate { get; init; }

    /// <summary>What the rate counts, such as <c>frames/s</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The rate of the raw ceiling of the same run.</summary>
    public double? Ceiling { get; init; }

    public Latency? Latency { get; init; }

    /// <summary>Bytes that the server allocated per operation.</summary>
    public double? AllocatedBytes { get; init; }

    public CpuUse? Cpu { get; init; }

    /// <summary>Load average of the machine before the row.</summary>
    public required double LoadBefore { get; init; }
}
