namespace Qianliyan.Benchmarks;

/// <summary>A section of the report: measures, and adds rows, limits and notes.</summary>
interface IBenchmark
{
    string Title { get; }

    Task Run(Bench bench, CancellationToken cancellationToken);
}
