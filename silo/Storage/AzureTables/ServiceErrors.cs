using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Qianliyan.Storage.AzureTables;

/// <summary>What an error of the service means.</summary>
static class ServiceErrors
{
    /// <summary>No answer, too many requests, or a fault of the service: worth another attempt.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        // The pipeline's own time limit, and a transaction's answer that was cut off.
        OperationCanceledException or IOException => true,
        InvalidOperationException => true,
        _ => false,
    };

    /// <summary>A condition of a write did not hold. A missing table is none: that is an outage.</summary>
    public static bool IsCondition(RequestFailedException error) =>
        error.Status is 409 or 412 || (error.Status == 404 && error.ErrorCode != TableErrorCode.TableNotFound);

    /// <summary>The pause that the service asks for; null when it does not.</summary>
    public static TimeSpan? RetryAfter(Exception? error)
    {
        var response = (error as RequestFailedException)?.GetRawResponse();
        return response is not null
            && response.Headers.TryGetValue("Retry-After", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null;
    }

    public static StorageUnavailableException Unavailable(string table, Exception error)
    {
        var reason = error switch
        {
            RequestFailedException { Status: 0 } => "it could not be reached",
            RequestFailedException { Status: 401 or 403 } failed => $"it refused the identity ({failed.ErrorCode})",
            RequestFailedException failed => $"it answered {failed.Status} {failed.ErrorCode}",
            OperationCanceledException => "it did not answer in time",
            _ => error.Message,
        };
        return new($"The table service did not serve table '{table}': {reason}.", error);
    }

    /// <summary>Index of the action that failed; a transaction of one may not name it.</summary>
    public static int FailedIndex(RequestFailedException error) =>
        (error as TableTransactionFailedException)?.FailedTransactionActionIndex ?? 0;
}
