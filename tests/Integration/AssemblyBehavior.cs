// Every test starts silos of its own and some measure latencies: two at a time would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
