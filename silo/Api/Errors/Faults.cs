using Grpc.Core;
using Orleans.Serialization;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;
using Status = Google.Rpc.Status;

namespace Qianliyan.Api.Errors;

/// <summary>What a failure behind the API means to a caller.</summary>
static class Faults
{
    /// <summary>Null for a failure that nobody expects: a defect.</summary>
    public static Status? Explain(Exception fault) => fault switch
    {
        RpcException rpc =>
            rpc.GetRpcStatus() ?? new Status { Code = (int)rpc.StatusCode, Message = rpc.Status.Detail },
        StorageFullException => ApiError.Unavailable("The disk of the store is full; nothing was acknowledged."),
        StorageUnavailableException => ApiError.Unavailable($"The store is not available: {fault.Message}"),
        JournalFencedException => ApiError.Unavailable($"The twin moved while it was asked: {fault.Message}"),
        StorageCorruptException => ApiError.DataLoss(fault.Message),
        OrleansMessageRejectionException => ApiError.Unavailable("The twin is moving to another silo."),
        TimeoutException => ApiError.Unavailable("The twin did not answer in time."),
        OrleansException => ApiError.Unavailable($"The cluster refused the call: {fault.Message}"),
        UnavailableExceptionFallbackException { ExceptionType: { } type } when IsOfStore(type) =>
            ApiError.Unavailable($"The store of another silo did not serve the call: {fault.Message}"),
        _ => null,
    };

    /// <summary>An exception that came from another silo by its name only.</summary>
    static bool IsOfStore(string type) =>
        type.Contains(nameof(StorageUnavailableException), StringComparison.Ordinal)
        || type.Contains(nameof(StorageFullException), StringComparison.Ordinal)
        || type.Contains(nameof(JournalFencedException), StringComparison.Ordinal);
}
