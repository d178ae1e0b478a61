namespace Qianliyan.Storage.Journal.Backups;

/// <summary>
/// Content of a block of entries. Chain hashes and digests follow from the rest, so only what cannot be made again is
/// in it.
/// <code>
/// run    twin | first sequence number | entry count | entries | hash 32 after the last
/// entry  kind | format version | ms since the arrival before | what is kept | payload [| header | body] [| digest 32]
/// </code>
/// </summary>
public sealed class EntryRuns
{
    const byte NoAttachment = 0;
    const byte Attached = 1;
    const byte PurgedAttachment = 2;

    readonly BackupBytes _content = new();
    readonly BackupBytes _entries = new();
    TwinCut _last;
    long _first;
    long _arrivalMs;

    /// <summary>Full enough to be written.</summary>
    public bool IsFull => _content.Length + _entries.Length >= BackupFormat.BlockBytes;

    internal long Count { get; private set; }

    internal long Attachments { get; private set; }

    internal long Purged { get; private set; }

    /// <param name="entry">The next one of its twin.</param>
    /// <param name="cut">The cut after it.</param>
    public void Add(in SealedEntry entry, TwinCut cut)
    {
        if (_first == 0 || _last.Twin != entry.Twin || _last.Sequence + 1 != entry.Entry.Sequence)
        {
            EndRun();
            (_first, _arrivalMs) = (entry.Entry.Sequence, 0);
        }

        _last = cut;
        Count++;
        Write(entry.Entry, entry.Attachment);
    }

    internal ReadOnlySpan<byte> End()
    {
        EndRun();
        return _content.Written;
    }

    internal void Clear()
    {
        _content.Clear();
        (Count, Attachments, Purged) = (0, 0, 0);
    }

    /// <summary>Each entry with its place in the chain made anew.</summary>
    /// <param name="content">Of a block.</param>
    /// <param name="cutOf">Where the twin's journal ends so far.</param>
    /// <exception cref="InvalidDataException">Not what was written, or not what follows.</exception>
    internal static IEnumerable<SealedEntry> Read(ReadOnlyMemory<byte> content, Func<string, TwinCut> cutOf)
    {
        var reader = new BackupByteReader(content);
        while (!reader.AtEnd)
        {
            var twin = reader.Text();
            var cut = cutOf(twin);
            var (first, count, arrivalMs) = (reader.Number(), reader.Number(), 0L);
            if (first != cut.Sequence + 1)
            {
                throw new InvalidDataException(
                    $"{twin}: entry {cut.Sequence + 1} is missing; the next one is {first}.");
            }

            for (var sequence = first; sequence < first + count; sequence++)
            {
                var entry = ReadEntry(reader, cut, ref arrivalMs);
                cut = new(twin, sequence, entry.Entry.Hash);
                yield return entry;
            }

            if (reader.Hash() != cut.Hash)
            {
                throw new InvalidDataException(
                    $"{twin}: the chain does not follow; the fault is in the entries {first} to {cut.Sequence}.");
            }
        }
    }

    static SealedEntry ReadEntry(BackupByteReader reader, TwinCut cut, ref long arrivalMs)
    {
        var (kind, format) = (reader.Byte(), reader.Byte());
        arrivalMs += reader.Number();
        var kept = reader.Byte();
        var payload = reader.Bytes();
        JournalAttachment? attachment = kept == Attached ? new(reader.Bytes(), reader.Bytes()) : null;
        JournalHash? digest = kept switch
        {
            NoAttachment => null,
            Attached => JournalChain.Digest(attachment!.Value),
            PurgedAttachment => reader.Hash(),
            _ => throw new InvalidDataException($"{cut.Twin}: entry {cut.Sequence + 1} has an unknown layout."),
        };
        var hash = JournalChain.Next(cut.Hash, cut.Sequence + 1, kind, format, arrivalMs, digest, payload.Span);
        return new(cut.Twin, new(cut.Sequence + 1, kind, format, arrivalMs, payload, hash, digest), attachment);
    }

    void Write(JournalEntry entry, JournalAttachment? attachment)
    {
        _entries.Byte(entry.Kind);
        _entries.Byte(entry.FormatVersion);
        _entries.Number(entry.ArrivalMs - _arrivalMs);
        _arrivalMs = entry.ArrivalMs;
        _entries.Byte(
            entry.AttachmentDigest is null ? NoAttachment : attachment is null ? PurgedAttachment : Attached);
        _entries.Bytes(entry.Payload.Span);
        if (attachment is { } found)
        {
            Attachments++;
            _entries.Bytes(found.Header.Span);
            _entries.Bytes(found.Body.Span);
        }
        else if (entry.AttachmentDigest is { } digest)
        {
            Purged++;
            _entries.Hash(digest);
        }
    }

    void EndRun()
    {
        if (_first == 0)
        {
            return;
        }

        _content.Text(_last.Twin);
        _content.Number(_first);
        _content.Number(_last.Sequence - _first + 1);
        _content.Append(_entries.Written);
        _content.Hash(_last.Hash);
        _entries.Clear();
        _first = 0;
    }
}
