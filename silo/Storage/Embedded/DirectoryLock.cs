using System.Globalization;
using System.Text;

namespace Qianliyan.Storage.Embedded;

/// <summary>
/// Claims a data directory for this process. The operating system frees the claim when the process dies, so a stale
/// file is no obstacle; the process id inside is for the error message only.
/// </summary>
sealed class DirectoryLock : IDisposable
{
    const string LockName = "owner.lock";
    const string OwnerName = "owner.pid";

    readonly FileStream _file;

    DirectoryLock(FileStream file) => _file = file;

    /// <exception cref="StorageLockedException">Somebody else holds it.</exception>
    public static DirectoryLock Acquire(string directory)
    {
        var ownerPath = Path.Combine(directory, OwnerName);
        FileStream file;
        try
        {
            file = new(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new StorageLockedException(directory, DescribeOwner(ownerPath), error);
        }

        try
        {
            File.WriteAllText(ownerPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), Encoding.ASCII);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new(file);
    }

    public void Dispose() => _file.Dispose();

    static string DescribeOwner(string ownerPath) =>
        File.Exists(ownerPath) ? $"process {File.ReadAllText(ownerPath, Encoding.ASCII)}" : "another process";
}
