using Microsoft.Extensions.ObjectPool;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Journal;

/// <summary>
/// The journal over any <see cref="IEntityStore"/>. All rows of a twin lie in one partition, its shard.
/// </summary>
public sealed partial class EntityJournal(IEntityStore store) : IJournal
{
    /// <summary>As many as appends are under way at a busy moment.</summary>
    const int PlansKept = 4096;

    readonly ObjectPool<AppendPlan> _plans = new DefaultObjectPool<AppendPlan>(new PlanPolicy(), PlansKept);

    /// <inheritdoc/>
    public async ValueTask<AppendReceipt> AppendAsync(JournalAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        var plan = _plans.Get();
        try
        {
            plan.Prepare(append);
            if (plan.NewDays is { } days)
            {
                await MarkDaysAsync(append.Twin, plan, days, cancellationToken);
            }

            var batch = new EntityBatch(TwinKeys.ShardOf(append.Twin), plan.Writes);
            var result = await store.TryCommitAsync(batch, cancellationToken);
            if (result.Conflict is { } conflict)
            {
                throw Fenced(append, conflict);
            }

            return new(plan.CheckpointWrite < 0
                ? plan.Position
                : plan.Position with { CheckpointTag = result.ETagOf(plan.CheckpointWrite) });
        }
        finally
        {
            _plans.Return(plan);
        }
    }

    // A clock that went back over midnight and forward again must not move a mark that is there already.
    async ValueTask MarkDaysAsync(
        string twin, AppendPlan plan, List<JournalDayMark> days, CancellationToken cancellationToken)
    {
        foreach (var mark in days)
        {
            var key = new EntityKey(StorageTables.Days, TwinKeys.ShardOf(twin), TwinKeys.DayRow(twin, mark.Day));
            if (await store.GetAsync(key, cancellationToken) is null)
            {
                plan.AddDayMark(twin, mark);
            }
        }
    }

    sealed class PlanPolicy : PooledObjectPolicy<AppendPlan>
    {
        public override AppendPlan Create() => new();

        public override bool Return(AppendPlan obj)
        {
            obj.Clear();
            return true;
        }
    }

    static JournalFencedException Fenced(JournalAppend append, EntityConflict conflict)
    {
        var inner = conflict.ToException();
        if (conflict.Key.Table != StorageTables.Entries)
        {
            return new(append.Twin, append.Previous.Sequence, "its checkpoint was written by somebody else.", inner);
        }

        var sequence = SequenceKey.Parse(TwinKeys.NameOf(conflict.Key.Row, append.Twin));
        return new(append.Twin, sequence, "an entry is there already.", inner);
    }
}
