"""Counted, measured and weighted by torch."""
import torch
from torch import nn

torch.set_default_dtype(torch.float32)
with torch.device("meta"):
    net = nn.Sequential(
        nn.Linear(100 * 100, 1000), nn.ReLU(), nn.Linear(1000, 1000), nn.ReLU(),
        nn.Linear(1000, 1000), nn.ReLU(), nn.Linear(1000, 10),
    )
data = torch.utils.data.TensorDataset(torch.empty(60_000))
answers = {
    "ice1": torch.tensor(3),
    "ice1_count": torch.tensor(sum(p.numel() for p in net.parameters())),
    "breakout": (
        torch.tensor([[1.0, -1.0], [-1.0, 1.0]], requires_grad=True),
        nn.Parameter(torch.zeros(2)),
        torch.full((2, 1), 1.9),
        torch.tensor([-1.0]),
    ),
    "breakout_relu_output": 2,
    "updates_128": len(torch.utils.data.DataLoader(data, batch_size=128)),
    "updates_256": len(torch.utils.data.DataLoader(data, batch_size=256)),
    "untrained_loss": nn.functional.cross_entropy(torch.zeros(4, 10), torch.arange(4)),
    "ice2": "4",
    "ice2_items": {
        "learning rate": 1,
        "number of hidden layers": 1,
        "neurons per hidden layer": 1,
        "activation function": 1,
        "weights": 0,
        "biases": 0,
        "gradient": 0,
    },
    "ice3": torch.tensor([1]),
    "ice3_outlier": torch.tensor([0.0, 50.0]),
}
