using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Tests.Embedded;

public sealed class GroupCommitTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batches_that_wait_together_share_a_synced_write()
    {
        using var temporary = new TemporaryStore();
        using var meters = new StorageMeters(temporary.Services);
        var batches = Enumerable.Range(0, 500).Select(i => BatchOf(i, 0)).ToArray();

        await temporary.Store.TryCommitManyAsync(batches, Token);

        meters["qianliyan.storage.batches"].ShouldBe(500);
        meters["qianliyan.storage.commits"].ShouldBe(1);
        meters["qianliyan.storage.queue"].ShouldBe(0);
    }

    [Fact]
    public async Task Cap_on_bytes_divides_a_long_queue()
    {
        using var temporary = new TemporaryStore(options => options.MaxCommitBytes = 10_000);
        using var meters = new StorageMeters(temporary.Services);
        var batches = Enumerable.Range(0, 10).Select(i => BatchOf(i, 4_000)).ToArray();

        await temporary.Store.TryCommitManyAsync(batches, Token);

        // 4,000 bytes and a short key each: two fit into 10,000.
        meters["qianliyan.storage.commits"].ShouldBe(5);
    }

    [Fact]
    public async Task Lone_batch_waits_for_nobody()
    {
        using var temporary = new TemporaryStore();
        using var meters = new StorageMeters(temporary.Services);

        await temporary.Store.CommitAsync(new("p", [EntityWrite.Insert("t", "1", default)]), Token);

        meters["qianliyan.storage.commits"].ShouldBe(1);
    }

    [Fact]
    public async Task Queue_far_above_its_bound_is_worked_off_and_nothing_is_lost()
    {
        using var temporary = new TemporaryStore(options => options.MaxQueueBytes = 50_000);
        var writes = Enumerable.Range(0, 2_000).Select(i => Task.Run(
            () => temporary.Store.CommitAsync(BatchOf(i, 1_000), Token).AsTask(), Token));

        await Task.WhenAll(writes);

        var count = 0;
        await foreach (var entity in temporary.Store.ReadRangeAsync(new("t", "p"), Token))
        {
            entity.Value.Length.ShouldBe(1_000);
            count++;
        }

        count.ShouldBe(2_000);
    }

    [Fact]
    public async Task Commits_queued_at_disposal_are_written_and_later_ones_refused()
    {
        using var temporary = new TemporaryStore();
        var store = temporary.Store;
        var writes = Enumerable.Range(0, 200)
            .Select(i => store.CommitAsync(BatchOf(i, 0), Token).AsTask()).ToArray();

        temporary.Close();

        await Task.WhenAll(writes);
        await Should.ThrowAsync<ObjectDisposedException>(
            () => store.CommitAsync(new("p", [EntityWrite.Insert("t", "late", default)]), Token).AsTask());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await store.GetAsync(new("t", "p", "1"), Token));
        temporary.Open();
        (await temporary.Store.ReadPageAsync(new("t", "p", Limit: 200), Token)).Entities.Count.ShouldBe(200);
    }

    static EntityBatch BatchOf(int row, int bytes) => new("p", [EntityWrite.Insert("t", $"{row}", new byte[bytes])]);

    sealed class StorageMeters : IDisposable
    {
        readonly MeterListener _listener = new();
        readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);
        readonly Lock _gate = new();

        public StorageMeters(IServiceProvider services)
        {
            var scope = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == StorageInstruments.MeterName
                    && ReferenceEquals(instrument.Meter.Scope, scope))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            {
                lock (_gate)
                {
                    _sums[instrument.Name] = _sums.GetValueOrDefault(instrument.Name) + value;
                }
            });
            _listener.Start();
        }

        public long this[string instrument]
        {
            get
            {
                lock (_gate)
                {
                    return _sums.GetValueOrDefault(instrument);
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
