using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Backups;

/// <summary>Cuts rows into batches, as full as the limits allow. Rows that are given together stay together.</summary>
sealed class BatchCutter
{
    readonly List<EntityBatch> _batches = [];
    readonly List<EntityWrite> _writes = [];
    string _partition = "";
    int _bytes;

    public void Add(string partition, List<EntityWrite> rows)
    {
        var size = rows.Sum(row => row.Value.Length + (2 * row.Row.Length));
        if (_partition != partition
            || _writes.Count + rows.Count > EntityLimits.BatchRows
            || _bytes + size > EntityLimits.BatchBytes)
        {
            End();
            _partition = partition;
        }

        _writes.AddRange(rows);
        _bytes += size;
    }

    public IReadOnlyList<EntityBatch> Take()
    {
        End();
        return _batches;
    }

    void End()
    {
        if (_writes.Count > 0)
        {
            _batches.Add(new(_partition, [.. _writes]));
        }

        _writes.Clear();
        _bytes = 0;
    }
}
