using System.Security.Cryptography;
using System.Text;
using Qianliyan.Storage.Journal;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Storage.Backups;

/// <summary>A hash over frames in order.</summary>
public sealed class FrameLogHash : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(in RejectedFrame frame)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(frame.Id));
        _hash.AppendData(JournalChain.Digest(frame.Content).ToArray());
    }

    public JournalHash Take() => new(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
