using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Qianliyan.Storage.Entities;

namespace Qianliyan.Storage.Reminders;

/// <summary>Reminders over any <see cref="IEntityStore"/>.</summary>
/// <remarks>
/// Partition = service id. Row = the grain's uniform hash (8 hex digits), then grain id and name joined: the ring range
/// of a silo is one or two range reads, the reminders of a grain are a prefix. Value = version byte 1, int64 ticks of
/// the start (UTC), int64 ticks of the period. A row that cannot be read is an error, never skipped.
/// </remarks>
public sealed class EntityReminderTable(IEntityStore store, IOptions<ClusterOptions> cluster) : IReminderTable
{
    const string Table = StorageTables.Reminders;
    const byte Version = 1;
    const int ValueSize = 1 + 8 + 8;
    const int HashDigits = 8;

    readonly string _service = cluster.Value.ServiceId;

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadRows(grainId, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken)
    {
        var prefix = PrefixOf(grainId);
        var entries = new List<ReminderEntry>();
        await AddAsync(entries, new(Table, _service, prefix, OrdinalPrefix.EndOf(prefix)), cancellationToken);
        return new(entries);
    }

    /// <inheritdoc/>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadRows(begin, end, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken)
    {
        var entries = new List<ReminderEntry>();
        if (begin < end)
        {
            await AddAsync(entries, new(Table, _service, After(begin)!, After(end)), cancellationToken);
            return new(entries);
        }

        await AddAsync(entries, new(Table, _service, "", After(end)), cancellationToken);
        if (After(begin) is { } from && end != uint.MaxValue)
        {
            await AddAsync(entries, new(Table, _service, from), cancellationToken);
        }

        return new(entries);
    }

    /// <inheritdoc/>
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        ReadRow(grainId, reminderName, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
    {
        var entity = await store.GetAsync(new(Table, _service, RowOf(grainId, reminderName)), cancellationToken);
        return entity is { } found ? ToEntry(found) : null;
    }

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry) => UpsertRow(entry, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken)
    {
        var value = new byte[ValueSize];
        value[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(1), ToUtc(entry.StartAt).Ticks);
        BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(9), entry.Period.Ticks);
        var write = EntityWrite.Upsert(Table, RowOf(entry.GrainId, entry.ReminderName), value);
        return (await store.CommitAsync(new(_service, [write]), cancellationToken)).ETagOf(0);
    }

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        RemoveRow(grainId, reminderName, eTag, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(
        GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken)
    {
        var write = EntityWrite.Delete(Table, RowOf(grainId, reminderName), eTag);
        return (await store.TryCommitAsync(new(_service, [write]), cancellationToken)).Conflict is null;
    }

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => TestOnlyClearTable(CancellationToken.None);

    /// <inheritdoc/>
    public async Task TestOnlyClearTable(CancellationToken cancellationToken) =>
        await store.DeleteRangeAsync(new(Table, _service), cancellationToken);

    static string? After(uint hash) => hash == uint.MaxValue ? null : HashText(hash + 1);

    static string HashText(uint hash) => hash.ToString("x8", CultureInfo.InvariantCulture);

    static string PrefixOf(GrainId grainId) =>
        HashText(grainId.GetUniformHashCode()) + JoinedKey.Prefix(grainId.ToString());

    static string RowOf(GrainId grainId, string name) => PrefixOf(grainId) + name;

    static DateTime ToUtc(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;

    static ReminderEntry ToEntry(Entity entity)
    {
        var value = entity.Value.Span;
        if (value.Length != ValueSize || value[0] != Version)
        {
            throw new StorageCorruptException($"Reminder '{entity.Row}' has an unknown layout.");
        }

        var (grain, name) = JoinedKey.Split(entity.Row[HashDigits..]);
        return new()
        {
            GrainId = GrainId.Parse(grain, CultureInfo.InvariantCulture),
            ReminderName = name,
            StartAt = new(BinaryPrimitives.ReadInt64BigEndian(value[1..]), DateTimeKind.Utc),
            Period = new(BinaryPrimitives.ReadInt64BigEndian(value[9..])),
            ETag = entity.ETag,
        };
    }

    async Task AddAsync(List<ReminderEntry> entries, EntityRange range, CancellationToken cancellationToken)
    {
        await foreach (var entity in store.ReadRangeAsync(range, cancellationToken))
        {
            entries.Add(ToEntry(entity));
        }
    }
}
