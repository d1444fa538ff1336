// TensorFlow.js with what it computes gradients by and its backend in plain JavaScript; its package for node leaves the
// gradients out, so the bench bundles this.
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-core/dist/register_all_gradients";

export * from "@tensorflow/tfjs-core";
