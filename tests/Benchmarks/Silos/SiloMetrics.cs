using System.Globalization;

namespace Qianliyan.Benchmarks.Silos;

/// <summary>What a silo says of its own runtime at <c>/metrics</c>.</summary>
sealed class SiloMetrics(Uri http) : IDisposable
{
    const string Allocated = "dotnet_gc_heap_total_allocated_bytes_total";
    const string Heap = "dotnet_gc_last_collection_heap_size_bytes";
    const string Fragmentation = "dotnet_gc_last_collection_heap_fragmentation_size_bytes";
    const string Committed = "dotnet_gc_last_collection_memory_committed_size_bytes";
    const string Requests = "qianliyan_storage_request_duration_seconds_count";
    const string Collections = "dotnet_gc_collections_total";

    readonly HttpClient _client = new() { BaseAddress = http };

    public void Dispose() => _client.Dispose();

    /// <summary>Bytes that the process has ever allocated on its managed heap.</summary>
    public async Task<double> AllocatedBytes(CancellationToken cancellationToken) =>
        Sum(await Read(cancellationToken), Allocated, "");

    /// <summary>
    /// Managed heap after the last collection, bytes: what lives on it, and what the collector holds for it.
    /// </summary>
    public async Task<(double Live, double Committed)> HeapBytes(CancellationToken cancellationToken)
    {
        string exposition = await Read(cancellationToken);
        return (Sum(exposition, Heap, "") - Sum(exposition, Fragmentation, ""), Sum(exposition, Committed, ""));
    }

    /// <summary>Requests to the table service so far: each is one billed transaction.</summary>
    public async Task<double> TableRequests(CancellationToken cancellationToken) =>
        Sum(await Read(cancellationToken), Requests, "");

    /// <summary>Full collections so far.</summary>
    public async Task<double> FullCollections(CancellationToken cancellationToken) =>
        Sum(await Read(cancellationToken), Collections, "gc_heap_generation=\"gen2\"");

    async Task<string> Read(CancellationToken cancellationToken) =>
        await _client.GetStringAsync("/metrics", cancellationToken);

    static double Sum(string exposition, string name, string label)
    {
        double sum = 0;
        bool found = false;
        foreach (string line in exposition.Split('\n'))
        {
            if (!line.StartsWith(name, StringComparison.Ordinal) || !line.Contains(label, StringComparison.Ordinal))
                continue;
            sum += double.Parse(line.AsSpan(line.LastIndexOf(' ')), CultureInfo.InvariantCulture);
            found = true;
        }

        return found ? sum : throw new InvalidDataException($"/metrics has no {name}.");
    }
}
