namespace Qianliyan.Api.Ingestion;

/// <summary>What became of a batch.</summary>
/// <param name="Count">Observations in it.</param>
/// <param name="LastClientSequence">Client sequence of the last of them.</param>
/// <param name="Recorded">Recorded and durable.</param>
/// <param name="Repeated">Held by their point already.</param>
/// <param name="Errors">In order of index; null for none.</param>
readonly record struct BatchOutcome(
    int Count, long LastClientSequence, int Recorded, int Repeated, List<V1.IngestError>? Errors);
