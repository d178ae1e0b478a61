using Microsoft.Extensions.Logging;

namespace Qianliyan.Storage.Embedded;

public sealed partial class RocksDbEntityStore
{
    [LoggerMessage(LogLevel.Information, "Opened the store in {Directory}")]
    partial void LogOpened(string directory);

    [LoggerMessage(LogLevel.Warning, "Opened the store in {Directory} again after a failed commit")]
    partial void LogReopened(string directory);

    [LoggerMessage(LogLevel.Error, "A commit of {Batches} batches failed")]
    partial void LogCommitFailed(Exception error, int batches);
}
