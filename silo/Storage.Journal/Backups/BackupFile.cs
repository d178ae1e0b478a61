namespace Qianliyan.Storage.Journal.Backups;

/// <summary>
/// Walks through a backup from its first byte to its last, and proves on the way: every block against the hash that is
/// written with it, every journal against its chain, and the whole against manifest and counts.
/// </summary>
/// <param name="file">Read once, from its beginning.</param>
public sealed class BackupFile(Stream file)
{
    readonly BackupReader _blocks = new(file);
    readonly Dictionary<string, TwinCut> _cuts = new(StringComparer.Ordinal);
    readonly HashSet<string> _confirmed = new(StringComparer.Ordinal);
    BackupHeader? _header;
    BackupEnd? _end;
    string _lastFrame = "";
    BackupTotals _found;

    /// <summary>Read so far.</summary>
    public BackupTotals Found => _found;

    /// <summary>Bytes of the file read so far.</summary>
    public long Offset => _blocks.Offset;

    /// <summary>Reads it whole, for nothing but the proof.</summary>
    /// <exception cref="BackupFaultException">Something is wrong with it.</exception>
    public Task<BackupContents> VerifyAsync(CancellationToken cancellationToken) =>
        ReadAsync(_ => default, _ => default, cancellationToken);

    /// <summary>Reads it whole; what it hands over is proven up to there, the whole only when this returns.</summary>
    /// <param name="entries">Takes the entries of a block: of each twin in order.</param>
    /// <param name="frames">Takes the frames of a block that became no observation.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BackupFaultException">Something is wrong with it.</exception>
    public async Task<BackupContents> ReadAsync(
        Func<IReadOnlyList<SealedEntry>, ValueTask> entries,
        Func<IReadOnlyList<RejectedFrame>, ValueTask> frames,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(frames);
        await foreach (var block in _blocks.ReadAsync(cancellationToken))
        {
            var taken = Proven(block, () => Take(block));
            _found = _found with { ContentBytes = _found.ContentBytes + block.Content.Length };
            if (taken is List<SealedEntry> run)
            {
                await entries(run);
            }
            else if (taken is List<RejectedFrame> rejected)
            {
                await frames(rejected);
            }
        }

        return new(_header!, _end!, _blocks.Hash, _cuts, _blocks.Offset);
    }

    static T Proven<T>(BackupBlock block, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException fault)
        {
            throw block.Fault(fault.Message, fault);
        }
    }

    object? Take(BackupBlock block)
    {
        if ((block.Kind == BackupBlockKind.Header) != (_header is null))
        {
            throw new InvalidDataException("A backup has one header, its first block.");
        }

        switch (block.Kind)
        {
            case BackupBlockKind.Header:
                _header = BackupHeader.Read(block.Content);
                return null;
            case BackupBlockKind.Entries:
                return TakeEntries(block.Content);
            case BackupBlockKind.Frames:
                return TakeFrames(block.Content);
            case BackupBlockKind.Manifest:
                TakeManifest(block.Content);
                return null;
            default:
                TakeEnd(BackupEnd.Read(block.Content));
                return null;
        }
    }

    List<SealedEntry> TakeEntries(ReadOnlyMemory<byte> content)
    {
        var run = new List<SealedEntry>();
        foreach (var entry in EntryRuns.Read(content, twin => _cuts.GetValueOrDefault(twin, TwinCut.Start(twin))))
        {
            _cuts[entry.Twin] = new(entry.Twin, entry.Entry.Sequence, entry.Entry.Hash);
            run.Add(entry);
            _found = _found with
            {
                Twins = _cuts.Count,
                Entries = _found.Entries + 1,
                Attachments = _found.Attachments + (entry.Attachment is null ? 0 : 1),
                Purged =
                    _found.Purged + (entry.Attachment is null && entry.Entry.AttachmentDigest is not null ? 1 : 0),
            };
        }

        return run;
    }

    List<RejectedFrame> TakeFrames(ReadOnlyMemory<byte> content)
    {
        var frames = new List<RejectedFrame>();
        var reader = new BackupByteReader(content);
        while (!reader.AtEnd)
        {
            var frame = new RejectedFrame(reader.Text(), new(reader.Bytes(), reader.Bytes()));
            if (string.CompareOrdinal(frame.Id, _lastFrame) <= 0)
            {
                throw new InvalidDataException($"Frame {frame.Id} comes after {_lastFrame}.");
            }

            _lastFrame = frame.Id;
            frames.Add(frame);
        }

        _found = _found with { Frames = _found.Frames + frames.Count };
        return frames;
    }

    void TakeManifest(ReadOnlyMemory<byte> content)
    {
        var reader = new BackupByteReader(content);
        while (!reader.AtEnd)
        {
            var said = new TwinCut(reader.Text(), reader.Number(), reader.Hash());
            if (!_cuts.TryGetValue(said.Twin, out var found) || found != said || !_confirmed.Add(said.Twin))
            {
                throw new InvalidDataException(
                    $"{said.Twin}: by the manifest its journal ends at {said.Sequence}, "
                    + $"in the backup at {found.Sequence}.");
            }
        }
    }

    void TakeEnd(BackupEnd end)
    {
        _end = end;
        if (_confirmed.Count != _cuts.Count)
        {
            var unsaid = _cuts.Keys.First(twin => !_confirmed.Contains(twin));
            throw new InvalidDataException($"{unsaid} is in the backup and not in its manifest.");
        }

        if (end.Totals != _found)
        {
            throw new InvalidDataException($"The backup should hold {end.Totals}, and holds {_found}.");
        }
    }
}
