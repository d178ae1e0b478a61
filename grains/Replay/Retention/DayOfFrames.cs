using System.Buffers.Binary;
using System.Security.Cryptography;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Retention;

/// <summary>Frames of a day, taken in order, until they are sealed.</summary>
sealed class DayOfFrames(string source, DateOnly day) : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly byte[] _number = new byte[sizeof(long)];
    long _first;
    long _last;
    long _frames;

    public void Take(long number, JournalHash digest)
    {
        BinaryPrimitives.WriteInt64BigEndian(_number, number);
        _hash.AppendData(_number);
        _hash.AppendData(digest.ToArray());
        (_first, _last) = (_frames == 0 ? number : _first, number);
        _frames++;
    }

    public FramesLetGo Seal() =>
        new(source, day, _first, _last, _frames, new JournalHash(_hash.GetHashAndReset()));

    public void Dispose() => _hash.Dispose();
}
